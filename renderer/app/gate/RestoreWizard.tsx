import { useState } from 'react';
import { defined } from '../../../shared/base/defined.ts';
import type { ErrorCode } from '../../../shared/base/error.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import type { ChosenBackup, Parts, Restored } from '../../vault/api/backup.ts';
import type { PersonChoice } from '../../vault/api/people.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import type { Problem } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { ChooseBackupStep } from './ChooseBackupStep.tsx';
import { CodeStep } from './CodeStep.tsx';
import { GateFrame, type GateLink } from './GateFrame.tsx';
import { NewPassphraseForm } from '../../program/ways-in/NewPassphraseForm.tsx';
import { NicknameForm } from '../../program/ways-in/NicknameForm.tsx';
import { RestoredScreen } from './RestoredScreen.tsx';

type Step = 'backup' | 'code' | 'passphrase' | 'nickname' | 'running';

/** What was told so far. Going back a step keeps it. */
type Told = {
  readonly backup?: ChosenBackup;
  readonly code: string;
  readonly passphrase: string;
  readonly nickname?: string | undefined;
};

type RestoreWizardProps = {
  readonly people: readonly PersonChoice[];
  readonly back: GateLink;
  readonly onOpen: () => void;
};

/** A record made from a backup: the file, the code from the kit, a new passphrase and nickname, and what came back. */
export function RestoreWizard({ people, back, onOpen }: RestoreWizardProps) {
  const { vault } = useProgram();
  const [step, setStep] = useState<Step>('backup');
  const [told, setTold] = useState<Told>({ code: '', passphrase: '' });
  const [problem, setProblem] = useState<Problem>();
  const [parts, setParts] = useState<Parts>({ done: 0, total: 0 });
  const [restored, setRestored] = useState<Restored>();

  const go = (next: Step, more: Partial<Told> = {}) => {
    setProblem(undefined);
    setTold({ ...told, ...more });
    setStep(next);
  };
  const backTo = (words: string, earlier: Step): GateLink => ({
    words,
    onClick: () => {
      go(earlier);
    },
  });
  const bringBack = async (backup: ChosenBackup, nickname: string | undefined) => {
    go('running', { nickname });
    const { code, passphrase } = told;
    const request = defined({ backup, code, passphrase, nickname });
    const answer = await vault.restore(request, setParts);
    if (answer.ok) {
      setRestored(answer.value);
      return;
    }
    setProblem(answer);
    setStep(stepToMend(answer.code));
  };

  if (restored !== undefined) return <RestoredScreen restored={restored} onOpen={onOpen} />;
  if (step === 'backup' || told.backup === undefined) {
    return (
      <ChooseBackupStep
        problem={problem}
        back={back}
        onChosen={(backup) => {
          go('code', { backup });
        }}
      />
    );
  }
  const { backup } = told;
  switch (step) {
    case 'code':
      return (
        <CodeStep
          typedBefore={told.code}
          problem={problem}
          back={backTo('Choose another backup', 'backup')}
          onTyped={(code) => {
            go(told.passphrase === '' ? 'passphrase' : 'nickname', { code });
          }}
        />
      );
    case 'passphrase':
      return (
        <GateFrame
          title="Choose a passphrase"
          above="Step 3 of 4"
          back={backTo('Back to the recovery code', 'code')}
        >
          <p className="phr-body">
            It will open the record on this computer. It may be the one that you had.
          </p>
          <NewPassphraseForm
            submitWords="Continue"
            onChosen={(passphrase) => {
              go('nickname', { passphrase });
            }}
          />
        </GateFrame>
      );
    case 'nickname':
      return (
        <GateFrame
          title="Choose a nickname, if you like"
          above="Step 4 of 4"
          back={backTo('Choose another passphrase', 'passphrase')}
        >
          <ProblemNotice problem={problem} />
          <NicknameForm
            people={people}
            typedBefore={told.nickname ?? ''}
            submitWords="Bring it back"
            onChosen={(nickname) => void bringBack(backup, nickname)}
          />
        </GateFrame>
      );
    case 'running':
      return (
        <GateFrame title="Bringing back your record">
          <p className="phr-body">
            Please leave the program open. If it is closed before the end, nothing is brought back,
            and the backup stays as it is.
          </p>
          <ProgressBar words={progressWords(parts)} {...parts} />
        </GateFrame>
      );
  }
}

const faultsOfCode: readonly ErrorCode[] = ['vault-wrong-recovery-code', 'backup-wrong-code'];
const faultsOfFile: readonly ErrorCode[] = [
  'backup-not-readable',
  'backup-truncated',
  'backup-damaged',
  'backup-newer-version',
  'backup-folder-missing',
];

/** The step at which a fault can be mended: another code, another file, or simply once more. */
function stepToMend(code: ErrorCode): Step {
  if (faultsOfCode.includes(code)) return 'code';
  return faultsOfFile.includes(code) ? 'backup' : 'nickname';
}

function progressWords({ done, total }: Parts): string {
  if (total === 0) return 'Opening the backup…';
  return `${String(Math.floor((100 * done) / total))} % is done`;
}
