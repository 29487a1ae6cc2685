import { useState } from 'react';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { mendingOrder } from '../../program/backup-choice.ts';
import { useNavigation } from '../../program/navigation.ts';
import type { Vault } from '../../program/program.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { BackButton, Button } from '../../ui/Button.tsx';
import { localDateTime } from '../../ui/local-time.ts';
import { Page } from '../../ui/Page.tsx';
import type { BackupFile, Mended } from '../../vault/api/backup.ts';
import { FindingNotice } from './FindingNotice.tsx';
import { MendForm, type MendingDone } from './MendForm.tsx';
import { mendedWords } from './backup-words.ts';

const readBackups = (vault: Vault) => vault.backups();

/** Puts back what is damaged in the open record, from the best backup and, where it does not have all, from others. */
export function MendScreen() {
  const { go } = useNavigation();
  const read = useVaultRead(readBackups);
  const [tried, setTried] = useState<readonly string[]>([]);
  const [code, setCode] = useState('');
  const [mended, setMended] = useState<Mended>();
  const home = () => {
    go({ screen: 'overview' });
  };
  const left =
    read.state === 'ready'
      ? mendingOrder(read.value.files).filter(({ name }) => !tried.includes(name))
      : [];
  const takeIn = (done: MendingDone) => {
    setTried([...tried, done.fileName]);
    setCode(done.code);
    setMended(done.mended);
  };
  if (mended !== undefined) {
    return (
      <Result
        mended={mended}
        next={left[0]}
        onNext={() => {
          setMended(undefined);
        }}
        onHome={home}
      />
    );
  }
  return (
    <>
      <div className="phr-page phr-way-back">
        <BackButton onClick={home}>Overview</BackButton>
      </div>
      <Page title="Mend from a backup">
        {read.state === 'failed' && <ProblemNotice problem={read.problem} />}
        {read.state === 'ready' && (
          <MendForm backups={left} codeBefore={code} onMended={takeIn} onCancel={home} />
        )}
      </Page>
    </>
  );
}

type ResultProps = {
  readonly mended: Mended;
  /** Where to look for what is still damaged. */
  readonly next: BackupFile | undefined;
  readonly onNext: () => void;
  readonly onHome: () => void;
};

function Result({ mended, next, onNext, onHome }: ResultProps) {
  const offersMore = mended.stillDamaged > 0 && next !== undefined;
  return (
    <Page title="What came back">
      <FindingNotice finding={mendedWords(mended)} />
      {offersMore && (
        <div className="phr-actions">
          <Button onClick={onNext}>
            Look in the backup of {localDateTime(next.madeAt)} as well
          </Button>
        </div>
      )}
      <div className="phr-actions">
        <Button kind={offersMore ? 'secondary' : 'main'} onClick={onHome}>
          Go to the overview
        </Button>
      </div>
    </Page>
  );
}
