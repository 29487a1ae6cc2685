import type { ReactNode } from 'react';
import { english } from '../../../shared/words/english.ts';
import { DocumentForm } from '../../program/DocumentForm.tsx';
import { useNavigation, type Route } from '../../program/navigation.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Facts, type FactRow } from '../../ui/Facts.tsx';
import { localDate, localDateTime } from '../../ui/local-time.ts';
import { Page } from '../../ui/Page.tsx';
import type { EntryDetail, EntryLine } from '../../vault/api/record.ts';
import { AttachmentPanel } from './AttachmentPanel.tsx';
import { EarlierVersions } from './EarlierVersions.tsx';
import { EntryMarks } from './EntryMarks.tsx';
import { EntrySetAside } from './SetAside.tsx';
import { lineDate } from './entry-words.ts';

type EntryPageProps = {
  readonly detail: EntryDetail;
  readonly back: Route;
  /** The person gave it another title or date. */
  readonly onChanged: () => void;
  /** What stands below everything else. */
  readonly children?: ReactNode;
};

/** What one entry says, where it came from, and what is attached. */
export function EntryPage({ detail, back, onChanged, children }: EntryPageProps) {
  const { go } = useNavigation();
  const { line } = detail;
  return (
    <Page title={line.title} above={line.kind}>
      <EntrySetAside line={line} about={detail.aboutWhom} onChanged={onChanged} />
      <EntryMarks line={line} />
      <section className="phr-section" aria-label="What it says">
        <Facts rows={contentRows(line)} />
        {detail.isOwnDocument && <DocumentForm document={line} onSaved={onChanged} />}
      </section>
      {line.attachments.length > 0 && (
        <section className="phr-section" aria-labelledby="attachments">
          <h2 className="nhsuk-heading-m" id="attachments">
            Attached
          </h2>
          {line.attachments.map((attachment, index) => (
            <AttachmentPanel
              key={attachment.index}
              entryKey={line.key}
              attachment={attachment}
              position={index + 1}
              text={detail.texts.find((one) => one.index === attachment.index)?.text}
            />
          ))}
        </section>
      )}
      {detail.more.length > 0 && (
        <section className="phr-section" aria-labelledby="more">
          <h2 className="nhsuk-heading-m" id="more">
            More from the source
          </h2>
          <p className="phr-body">What else it wrote, under the names that its computer uses.</p>
          <Facts rows={detail.more} />
        </section>
      )}
      <section className="phr-section" aria-labelledby="origin">
        <h2 className="nhsuk-heading-m" id="origin">
          Where it comes from
        </h2>
        <Facts rows={originRows(line)} />
        {line.notSuppliedSince !== undefined && (
          <p className="phr-body">
            It stays in your record. A service may leave an entry out because it was taken back,
            moved, or is too old to be given out. Ask it where that matters.
          </p>
        )}
        <LinkButton
          block
          onClick={() => {
            go({
              screen: 'source',
              id: line.sourceId,
              back: { screen: 'entry', key: line.key, back },
            });
          }}
        >
          About this source
        </LinkButton>
      </section>
      {line.earlierVersions > 0 && <EarlierVersions entryKey={line.key} />}
      {detail.related.length > 0 && (
        <section className="phr-section" aria-labelledby="related">
          <h2 className="nhsuk-heading-m" id="related">
            Belongs to
          </h2>
          <ul className="nhsuk-list">
            {detail.related.map((related) => (
              <li key={related.key}>
                {related.kind}:{' '}
                <LinkButton
                  onClick={() => {
                    go({ screen: 'entry', key: related.key, back });
                  }}
                >
                  {related.title}
                </LinkButton>
              </li>
            ))}
          </ul>
        </section>
      )}
      {children}
    </Page>
  );
}

function contentRows(line: EntryLine): FactRow[] {
  const { heads, dateMeanings } = english;
  const rows: FactRow[] = [];
  if (line.value !== undefined) rows.push({ name: heads.value, value: line.value });
  if (line.range !== undefined) rows.push({ name: heads.referenceRange, value: line.range });
  rows.push({
    name: line.date === undefined ? heads.date : dateMeanings[line.dateMeaning],
    value: line.date === undefined ? lineDate(line) : english.dateTime(line.date),
  });
  if (line.status !== undefined) rows.push({ name: heads.status, value: line.status });
  for (const { name, value } of line.facts) rows.push({ name, value });
  return rows;
}

function originRows(line: EntryLine): FactRow[] {
  return [
    { name: 'Source', value: line.sourceName },
    ...(line.organisation === undefined
      ? []
      : [{ name: english.heads.organisation, value: line.organisation }]),
    {
      name: line.isFromFile === true ? 'Added on' : 'Fetched',
      value: localDateTime(line.fetchedAt),
    },
    ...(line.earlierVersions === 0
      ? []
      : [{ name: 'Earlier versions kept', value: String(line.earlierVersions) }]),
    ...(line.notSuppliedSince === undefined
      ? []
      : [{ name: 'Not supplied since', value: localDate(line.notSuppliedSince) }]),
  ];
}
