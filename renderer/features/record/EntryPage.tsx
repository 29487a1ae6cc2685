import type { ReactNode } from 'react';
import { DocumentForm } from '../../program/DocumentForm.tsx';
import { useNavigation, type Route } from '../../program/navigation.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Page } from '../../ui/Page.tsx';
import type { EntryDetail } from '../../vault/api/record.ts';
import { AttachmentPanel } from './AttachmentPanel.tsx';
import { EarlierVersions } from './EarlierVersions.tsx';
import { EntryMarks } from './EntryMarks.tsx';
import { contentRows, originRows } from './entry-rows.ts';
import { PrintEntry } from './PrintEntry.tsx';
import { EntrySetAside } from './SetAside.tsx';

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
      <section className="phr-section" aria-label="Print">
        <PrintEntry detail={detail} />
      </section>
      {children}
    </Page>
  );
}
