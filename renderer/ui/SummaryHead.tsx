import { formatDate } from '../../shared/fhir/partial-date.ts';
import type { PersonView, SummaryView } from '../../shared/summary/view.ts';
import { headingOf, type HeadingLevel } from './summary-heading.ts';

/** Who it is about, and from when until when it is meant to be used. */
export function SummaryHead({
  view,
  level,
}: {
  readonly view: SummaryView;
  readonly level: HeadingLevel;
}) {
  const Heading = headingOf(level, 0);
  const { person } = view;
  return (
    <header className="summary-head">
      <div className="summary-head__who">
        <Heading className="summary-head__title">
          <span className="summary-head__kind">Patient summary</span> <span>{person.name}</span>
        </Heading>
        <dl className="summary-person">
          {personRows(person, view.issued).map(([name, value]) => (
            <div key={`${name}-${value}`}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <dl className="summary-validity">
        {view.issued !== undefined && (
          <div>
            <dt>Issued</dt>
            <dd>{formatDate(view.issued)}</dd>
          </div>
        )}
        {view.until !== undefined && (
          <div>
            <dt>Use until</dt>
            <dd>
              <strong>{formatDate(view.until)}</strong>
            </dd>
          </div>
        )}
        {view.author !== undefined && (
          <div>
            <dt>Made by</dt>
            <dd>{view.author}</dd>
          </div>
        )}
      </dl>
    </header>
  );
}

function personRows(person: PersonView, issued: string | undefined): [string, string][] {
  const rows: [string, string][] = [];
  if (person.birthDate !== undefined) rows.push(['Born', bornWords(person.birthDate, issued)]);
  if (person.gender !== undefined) rows.push(['Sex', person.gender]);
  for (const { name, value } of person.identifiers) rows.push([name, value]);
  if (person.address !== undefined) rows.push(['Address', person.address]);
  if (person.telecom.length > 0) rows.push(['Contact', person.telecom.join(', ')]);
  return rows;
}

/** The birth date, with the age on the day of issue where both days are written in full. */
function bornWords(birthDate: string, issued: string | undefined): string {
  const age = ageOn(birthDate, issued);
  return age === undefined ? formatDate(birthDate) : `${formatDate(birthDate)} (age ${age})`;
}

function ageOn(birthDate: string, issued: string | undefined): number | undefined {
  const born = /^(\d{4})-(\d{2}-\d{2})$/.exec(birthDate);
  const at = /^(\d{4})-(\d{2}-\d{2})/.exec(issued ?? '');
  if (born?.[1] === undefined || born[2] === undefined) return undefined;
  if (at?.[1] === undefined || at[2] === undefined) return undefined;
  const years = Number(at[1]) - Number(born[1]);
  return at[2] < born[2] ? years - 1 : years;
}
