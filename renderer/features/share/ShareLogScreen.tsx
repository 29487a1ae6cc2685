import type { Vault } from '../../program/program.ts';
import { formatDate } from '../../../shared/fhir/partial-date.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useNavigation } from '../../program/navigation.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Button } from '../../ui/Button.tsx';
import { localDateTime } from '../../ui/local-time.ts';
import { Page } from '../../ui/Page.tsx';
import { countWords } from '../../ui/type-words.ts';
import type { NewShare, ShareLogEntry } from '../../vault/api/share.ts';

const readLog = (vault: Vault) => vault.shareLog();

const kindWords: Readonly<Record<NewShare['kind'], string>> = {
  pdf: 'PDF',
  json: 'File for hospital computers',
  card: 'Card with a QR code',
};

/** Every summary that was saved: what, when, until when. */
export function ShareLogScreen() {
  const { go } = useNavigation();
  const read = useVaultRead(readLog);
  return (
    <Page title="Share log">
      <p className="phr-lede">
        Every summary that left this record. A copy that is out cannot be called back.
      </p>
      {read.state === 'failed' && <ProblemNotice problem={read.problem} />}
      {read.state === 'ready' &&
        (read.value.length === 0 ? (
          <>
            <p className="phr-body">No summary was saved or printed yet.</p>
            <div className="phr-actions">
              <Button
                onClick={() => {
                  go({ screen: 'summary' });
                }}
              >
                Make a summary
              </Button>
            </div>
          </>
        ) : (
          <LogTable shares={read.value} />
        ))}
    </Page>
  );
}

function LogTable({ shares }: { readonly shares: readonly ShareLogEntry[] }) {
  return (
    <div className="phr-panel">
      <table className="phr-table">
        <caption className="nhsuk-u-visually-hidden">
          Saved and printed summaries, newest first
        </caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">Use until</th>
            <th scope="col">Key</th>
          </tr>
        </thead>
        <tbody>
          {[...shares].sort(latestFirst).map((share) => (
            <tr key={`${share.at}-${share.fileName}`}>
              <td>{localDateTime(share.at)}</td>
              <th scope="row">
                {kindWords[share.kind]}
                <span className="phr-choice__detail">
                  {share.printed === true ? 'Printed' : share.fileName}
                </span>
                <span className="phr-choice__detail">
                  {share.kind === 'card' && 'As much as fits of '}
                  {countWords(share.entries, 'entry', 'entries')}
                  {share.leftOutByPatient > 0 && `, ${share.leftOutByPatient} left out by you`}
                </span>
              </th>
              <td>{formatDate(share.until)}</td>
              <td>{share.keyFingerprint}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function latestFirst(a: ShareLogEntry, b: ShareLogEntry): number {
  return b.at.localeCompare(a.at);
}
