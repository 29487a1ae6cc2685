import { useState } from 'react';
import { ProblemNotice } from '../../app/ProblemNotice.tsx';
import { useNavigation } from '../../app/navigation.ts';
import { problemOf } from '../../app/problem.ts';
import { useProgram, type Vault } from '../../app/program.ts';
import { useVaultRead } from '../../app/use-vault-read.ts';
import { BackButton, Button } from '../../ui/Button.tsx';
import { localDate } from '../../ui/local-time.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import type { BackupStatus, Mended } from '../../vault/api-backup.ts';
import { CodeForm } from './CodeForm.tsx';
import { FindingNotice } from './FindingNotice.tsx';
import { WorkProgress } from './WorkProgress.tsx';
import { mendedWords } from './backup-words.ts';
import { noParts } from './work-progress.ts';

const readBackups = (vault: Vault) => vault.backups();

/** Puts back from the newest backup what is damaged in the open record. */
export function MendScreen() {
  const { go } = useNavigation();
  const read = useVaultRead(readBackups);
  const [mended, setMended] = useState<Mended>();
  const home = () => {
    go({ screen: 'overview' });
  };
  if (mended !== undefined) return <Result mended={mended} onHome={home} />;
  return (
    <>
      <div className="phr-page phr-way-back">
        <BackButton onClick={home}>Overview</BackButton>
      </div>
      <Page title="Mend from a backup">
        {read.state === 'failed' && <ProblemNotice problem={read.problem} />}
        {read.state === 'ready' && (
          <MendForm backups={read.value} onMended={setMended} onCancel={home} />
        )}
      </Page>
    </>
  );
}

type MendFormProps = {
  readonly backups: BackupStatus;
  readonly onMended: (mended: Mended) => void;
  readonly onCancel: () => void;
};

function MendForm({ backups, onMended, onCancel }: MendFormProps) {
  const { vault } = useProgram();
  const { go } = useNavigation();
  const [parts, setParts] = useState(noParts);
  const [newest] = backups.files;
  if (newest === undefined) {
    return (
      <Notice tone="care" title="There is no backup in the backup folder">
        <p>
          If you have backups elsewhere, choose that folder under Settings, Backups. What is whole
          in your record stays usable. You can also fetch again from your services.
        </p>
        <Button
          kind="secondary"
          onClick={() => {
            go({ screen: 'settings', page: 'backups' });
          }}
        >
          Go to backups
        </Button>
      </Notice>
    );
  }
  return (
    <>
      <p className="phr-lede">
        What is missing is looked for in the backup of {localDate(newest.madeAt)} and put back. What
        is whole stays as it is.
      </p>
      <CodeForm
        words={{ send: 'Mend my record', busy: 'Mending…' }}
        progress={<WorkProgress doing="Opening the backup and putting back" parts={parts} />}
        onCode={async (code) => {
          const answer = await vault.mend({ backup: { fileName: newest.name }, code }, setParts);
          if (answer.ok) onMended(answer.value);
          return problemOf(answer);
        }}
        onCancel={onCancel}
      />
    </>
  );
}

function Result({ mended, onHome }: { readonly mended: Mended; readonly onHome: () => void }) {
  return (
    <Page title="What came back">
      <FindingNotice finding={mendedWords(mended)} />
      <div className="phr-actions">
        <Button onClick={onHome}>Go to the overview</Button>
      </div>
    </Page>
  );
}
