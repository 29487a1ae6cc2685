import { Button } from '../../ui/Button.tsx';
import { localDateTime } from '../../ui/local-time.ts';
import { Notice } from '../../ui/Notice.tsx';
import { countWords, listWords } from '../../ui/type-words.ts';
import type { Restored } from '../../vault/api/backup.ts';
import { GateFrame } from './GateFrame.tsx';

/** What came back, and what is left to do. */
export function RestoredScreen({
  restored,
  onOpen,
}: {
  readonly restored: Restored;
  readonly onOpen: () => void;
}) {
  const { entries, documents, madeAt, missing, signInAgain } = restored;
  return (
    <GateFrame title="Your record is back">
      <Notice tone="good" title={cameWords(entries, documents)} announce>
        <p>It is as it was on {localDateTime(madeAt)}, when the backup was made.</p>
      </Notice>
      {missing > 0 && (
        <Notice tone="care" title={`${countWords(missing, 'part', 'parts')} did not come back`}>
          <p>They were damaged or missing already when the backup was made.</p>
        </Notice>
      )}
      <h2 className="nhsuk-heading-m">What to do next</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {signInAgain > 0 && (
          <li>
            Sign in again at {countWords(signInAgain, 'service', 'services')} to fetch what is new.
            A backup does not hold your sign-in.
          </li>
        )}
        <li>Keep your recovery code: it stays the same, and opens this record too.</li>
      </ul>
      <div className="phr-actions">
        <Button onClick={onOpen}>Open my record</Button>
      </div>
    </GateFrame>
  );
}

function cameWords(entries: number, documents: number): string {
  const came = [
    ...(entries > 0 ? [countWords(entries, 'entry', 'entries')] : []),
    ...(documents > 0 ? [countWords(documents, 'document', 'documents')] : []),
  ];
  return came.length === 0 ? 'The backup was of an empty record' : `${listWords(came)} came back`;
}
