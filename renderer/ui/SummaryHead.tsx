import { formatDate } from '../../shared/fhir/partial-date.ts';
import { ageOn } from '../../shared/fhir/patient.ts';
import type { ContactView, PersonView, SummaryView } from '../../shared/summary/view.ts';
import { Heading, type HeadingLevel } from './Heading.tsx';

/** Who it is about, and from when until when it is meant to be used. Lists, since a tagged PDF has none of terms and values. */
export function SummaryHead({
  view,
  level,
}: {
  readonly view: SummaryView;
  readonly level: HeadingLevel;
}) {
  const { person } = view;
  return (
    <header className="summary-head">
      <div className="summary-head__who">
        <Heading level={level} depth={0} className="summary-head__title">
          <span className="summary-head__kind">Patient summary</span> <span>{person.name}</span>
        </Heading>
        <ul className="summary-person">
          {personRows(person, view.issued).map(([name, value]) => (
            <li key={`${name}-${value}`}>
              <span className="summary-name">{name}</span>{' '}
              <span className="summary-value">{value}</span>
            </li>
          ))}
        </ul>
      </div>
      <ul className="summary-validity">
        {validityRows(view).map(([name, value]) => (
          <li key={name}>
            <span className="summary-name">{name}</span>{' '}
            <span className="summary-value">{value}</span>
          </li>
        ))}
      </ul>
    </header>
  );
}

function validityRows({ issued, until, author }: SummaryView): [string, string][] {
  const rows: [string, string][] = [];
  if (issued !== undefined) rows.push(['Issued', formatDate(issued)]);
  if (until !== undefined) rows.push(['Use until', formatDate(until)]);
  if (author !== undefined) rows.push(['Made by', author]);
  return rows;
}

function personRows(person: PersonView, issued: string | undefined): [string, string][] {
  const rows: [string, string][] = [];
  if (person.birthDate !== undefined) rows.push(['Born', bornWords(person, issued)]);
  if (person.deceased !== undefined) rows.push(['Died', diedWords(person)]);
  if (person.gender !== undefined) rows.push(['Gender', person.gender]);
  for (const { name, value, status } of person.identifiers) {
    rows.push([name, status === undefined ? value : `${value} (${status})`]);
  }
  if (person.formerNames.length > 0) rows.push(['Formerly', person.formerNames.join(', ')]);
  if (person.languages.length > 0) rows.push(['Speaks', person.languages.join(', ')]);
  if (person.needsInterpreter === true) rows.push(['Interpreter', 'Needed']);
  if (person.address !== undefined) rows.push(['Address', person.address]);
  if (person.telecom.length > 0) rows.push(['Contact', person.telecom.join(', ')]);
  for (const contact of person.contacts) rows.push(['Contact person', contactWords(contact)]);
  return rows;
}

function contactWords({ name, relationship, phone }: ContactView): string {
  const who = relationship === undefined ? name : `${name} (${relationship})`;
  return phone === undefined ? who : `${who}, ${phone}`;
}

/** The birth date, with the age on the day of issue where both days are written in full. The dead grow no older. */
function bornWords({ birthDate = '', deceased }: PersonView, issued: string | undefined): string {
  const age = deceased === undefined ? ageOn(birthDate, issued) : undefined;
  return age === undefined ? formatDate(birthDate) : `${formatDate(birthDate)} (age ${age})`;
}

function diedWords({ birthDate, deceased }: PersonView): string {
  if (typeof deceased !== 'string') return 'Date not recorded';
  const age = ageOn(birthDate, deceased);
  return age === undefined ? formatDate(deceased) : `${formatDate(deceased)} (at age ${age})`;
}
