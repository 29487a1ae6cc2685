import { useState } from 'react';
import { defined } from '../../../shared/base/defined.ts';
import type { PersonChoice } from '../../vault/api/people.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { ConfirmRecoveryForm } from './ConfirmRecoveryForm.tsx';
import { GateFrame, type GateLink } from './GateFrame.tsx';
import { NewPassphraseForm } from '../../program/ways-in/NewPassphraseForm.tsx';
import { NicknameForm } from '../../program/ways-in/NicknameForm.tsx';
import { RecoveryCodeScreen } from './RecoveryCodeScreen.tsx';

type Step =
  | { readonly step: 'passphrase' }
  | { readonly step: 'nickname'; readonly passphrase: string }
  | { readonly step: 'code' | 'confirm'; readonly recoveryCode: string };

type SetUpProps = {
  /** Those who have a record here already. */
  readonly people: readonly PersonChoice[];
  /** To what was before the set-up; offered until the record is made. */
  readonly back: GateLink;
  readonly onOpen: () => void;
};

/** From nothing to an open record: passphrase, nickname, recovery code, and the code typed back. */
export function SetUp({ people, back, onOpen }: SetUpProps) {
  const { vault } = useProgram();
  const task = useTask();
  const [at, setAt] = useState<Step>({ step: 'passphrase' });
  const make = (passphrase: string, nickname: string | undefined) =>
    task.run(async () => {
      const made = await vault.create(defined({ passphrase, nickname }));
      if (made.ok) setAt({ step: 'code', recoveryCode: made.value.recoveryCode });
      return problemOf(made);
    });

  switch (at.step) {
    case 'passphrase':
      return (
        <GateFrame title="Choose a passphrase" above="Step 1 of 3" back={back}>
          <p className="phr-body">
            It locks your record on this computer. Nobody can look it up for you, so choose words
            that you will remember.
          </p>
          <NewPassphraseForm
            submitWords="Continue"
            onChosen={(passphrase) => {
              setAt({ step: 'nickname', passphrase });
            }}
          />
        </GateFrame>
      );
    case 'nickname':
      return (
        <GateFrame
          title="Choose a nickname, if you like"
          above="Step 2 of 3"
          back={{
            words: 'Choose another passphrase',
            onClick: () => {
              setAt({ step: 'passphrase' });
            },
          }}
        >
          <ProblemNotice problem={task.problem} />
          <NicknameForm
            people={people}
            submitWords="Make my record"
            busyWords="Making your record…"
            busy={task.busy}
            onChosen={(nickname) => void make(at.passphrase, nickname)}
          />
        </GateFrame>
      );
    case 'code':
      return (
        <RecoveryCodeScreen
          recoveryCode={at.recoveryCode}
          above="Step 3 of 3"
          onWritten={() => {
            setAt({ step: 'confirm', recoveryCode: at.recoveryCode });
          }}
        />
      );
    case 'confirm':
      return (
        <GateFrame
          title="Type the code back"
          above="Step 3 of 3"
          back={{
            words: 'Show the code again',
            onClick: () => {
              setAt({ step: 'code', recoveryCode: at.recoveryCode });
            },
          }}
        >
          <p className="phr-body">
            Type it from your paper, so that we both know the paper is right.
          </p>
          <ConfirmRecoveryForm
            onConfirmed={onOpen}
            onLater={onOpen}
            laterWords="I’ll do it later"
          />
        </GateFrame>
      );
  }
}
