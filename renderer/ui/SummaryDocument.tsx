import { formatDate } from '../../shared/fhir/partial-date.ts';
import type { SectionView, SourceView, SummaryView } from '../../shared/summary/view.ts';
import { localDate } from './local-time.ts';
import { Heading, type HeadingLevel } from './Heading.tsx';
import { SummaryHead } from './SummaryHead.tsx';
import { SummaryItems } from './SummaryItems.tsx';
import { halves, isSmall } from './summary-layout.ts';

type SummaryDocumentProps = {
  readonly view: SummaryView;
  /** 1 where it is a page of its own (printed, in the viewer); 2 beneath the heading of a screen. */
  readonly headingLevel?: HeadingLevel;
};

/** A patient summary as its reader sees it: the one component of the preview, the printed page and the viewer. */
export function SummaryDocument({ view, headingLevel = 1 }: SummaryDocumentProps) {
  const half = halves([...view.sections.map(isSmall), view.sources.length <= 6]);
  return (
    <article className="summary" lang="en-GB">
      <SummaryHead view={view} level={headingLevel} />
      {view.statements.length > 0 && (
        <ul className="summary-statements">
          {view.statements.map(({ words }, index) => (
            <li key={`${index}-${words}`}>{words}</li>
          ))}
        </ul>
      )}
      {view.redFlags.length > 0 && (
        <section className="summary-flags">
          <Heading level={headingLevel} depth={1} className="summary-flags__title">
            Important to know first
          </Heading>
          <ul>
            {view.redFlags.map((flag, index) => (
              <li key={`${index}-${flag}`}>{flag}</li>
            ))}
          </ul>
        </section>
      )}
      <div className="summary-sections">
        {view.sections.map((section, index) => (
          <SummarySection
            key={`${index}-${section.code}`}
            section={section}
            half={half[index] === true}
            level={headingLevel}
          />
        ))}
        {view.sources.length > 0 && (
          <SummarySources sources={view.sources} half={half.at(-1) === true} level={headingLevel} />
        )}
      </div>
      {view.elsewhere !== undefined && <p className="summary-note">{view.elsewhere.words}</p>}
      <p className="summary-small-print">
        Made by the patient’s own program from the sources listed. The signature shows that it is
        unchanged since, not that the content is right.
      </p>
    </article>
  );
}

function SummarySection({
  section,
  half,
  level,
}: {
  readonly section: SectionView;
  readonly half: boolean;
  readonly level: HeadingLevel;
}) {
  return (
    <section className={sectionClass(half)}>
      <Heading level={level} depth={1} className="summary-section__title">
        {section.title}
      </Heading>
      <SectionItems section={section} level={level} />
      {section.emptyWords !== undefined && <p className="summary-empty">{section.emptyWords}</p>}
      {section.notes.map(({ words }, index) => (
        <p className="summary-note" key={`${index}-${words}`}>
          {words}
        </p>
      ))}
    </section>
  );
}

/** Its items, and apart from them those that are over. */
function SectionItems({
  section: { title, items, over },
  level,
}: {
  readonly section: SectionView;
  readonly level: HeadingLevel;
}) {
  const now = items.slice(0, over?.from);
  return (
    <>
      {now.length > 0 && <SummaryItems title={title} items={now} />}
      {over !== undefined && (
        <>
          <Heading level={level} depth={2} className="summary-part__title">
            {over.heading}
          </Heading>
          <SummaryItems title={over.heading} items={items.slice(over.from)} />
        </>
      )}
    </>
  );
}

function sectionClass(half: boolean): string {
  return half ? 'summary-section' : 'summary-section summary-section--whole';
}

function SummarySources({
  sources,
  half,
  level,
}: {
  readonly sources: readonly SourceView[];
  readonly half: boolean;
  readonly level: HeadingLevel;
}) {
  return (
    <section className={`${sectionClass(half)} summary-sources`}>
      <Heading level={level} depth={1} className="summary-section__title">
        Where this comes from
      </Heading>
      <ol>
        {sources.map((source, index) => (
          <li key={`${index}-${source.name}`}>
            {source.name}
            {sourceFacts(source)}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** ", document of 1 November 2026, added on 20 November 2026, newest entry March 2021" */
function sourceFacts({ fetchedAt, isFile, newest, documentDate }: SourceView): string {
  const came = isFile === true ? 'added on' : 'fetched';
  return [
    documentDate === undefined ? '' : `, document of ${formatDate(documentDate)}`,
    fetchedAt === undefined ? '' : `, ${came} ${localDate(fetchedAt)}`,
    newest === undefined ? '' : `, newest entry ${formatDate(newest)}`,
  ].join('');
}

/** "Issued 22 November 2026. Use until 6 December 2026.", as far as the document says. */
export function validityWords(view: SummaryView): string {
  return [
    view.issued === undefined ? '' : `Issued ${formatDate(view.issued)}.`,
    view.until === undefined ? '' : `Use until ${formatDate(view.until)}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
