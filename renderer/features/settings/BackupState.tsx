import { errorWords } from '../../program/error-words.ts';
import { useNavigation } from '../../program/navigation.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { localDateTime } from '../../ui/local-time.ts';
import { Notice } from '../../ui/Notice.tsx';
import { countWords } from '../../ui/type-words.ts';
import type { BackupStatus } from '../../vault/api/backup.ts';
import { lastBackupWords } from './backup-words.ts';

/** Whether backups work: the last one that did, or why the last one did not. */
export function BackupState({ status }: { readonly status: BackupStatus }) {
  const { ready, last, lastFailure, folderFault } = status;
  if (!ready) return <NeedsCode />;
  const fault = lastFailure?.code ?? folderFault;
  if (fault !== undefined) {
    const { title, whatToDo } = errorWords[fault];
    return (
      <Notice tone="danger" title={title}>
        <p>{whatToDo}</p>
        {lastFailure !== undefined && <p>Tried on {localDateTime(lastFailure.at)}.</p>}
        <p>
          {last === undefined
            ? 'No backup has worked yet.'
            : `The last that worked: ${lastBackupWords(last)}.`}
        </p>
      </Notice>
    );
  }
  if (last === undefined) return <Notice title="No backup has been made yet" />;
  return (
    <Notice tone="good" title="The last backup worked">
      <p>{lastBackupWords(last)}.</p>
      {last.missing > 0 && (
        <p>
          {countWords(last.missing, 'part', 'parts')} of your record could not be opened and{' '}
          {last.missing === 1 ? 'is' : 'are'} not in it.
        </p>
      )}
      {status.due && <p>Something came after it. It will be in the next one.</p>}
    </Notice>
  );
}

function NeedsCode() {
  const { go } = useNavigation();
  return (
    <Notice tone="care" title="Backups have not begun">
      <p>Type your recovery code once, so that they can be made to open with it.</p>
      <p>
        <LinkButton
          onClick={() => {
            go({ screen: 'recovery' });
          }}
        >
          Type the recovery code now
        </LinkButton>
      </p>
    </Notice>
  );
}
