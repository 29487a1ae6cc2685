import { useState } from 'react';
import type { Result } from '../../../shared/base/result.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { PassphraseField } from '../../ui/TextField.tsx';
import type { PersonChoice } from '../../vault/api/people.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram, type Vault } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { CodeField } from '../../ui/CodeField.tsx';
import { GateFrame, type GateLink } from './GateFrame.tsx';
import { WaitNotice } from './WaitNotice.tsx';

type Way = 'passphrase' | 'recovery';

type UnlockScreenProps = {
  readonly person: PersonChoice;
  /** What the person is called; `undefined` where there is only one who chose no name. */
  readonly name: string | undefined;
  readonly onOpen: () => void;
  /** Asks again how the people stand: after a wrong guess there may be a wait. */
  readonly onLookAgain: () => Promise<void>;
  readonly back?: GateLink;
  readonly more?: readonly GateLink[];
};

/** Opens one person's locked record: by the passphrase, the code on paper, or the keychain of this computer. */
export function UnlockScreen({ person, name, onOpen, onLookAgain, ...links }: UnlockScreenProps) {
  const { vault } = useProgram();
  const task = useTask();
  const [way, setWay] = useState<Way>('passphrase');
  const [typed, setTyped] = useState('');
  const { waitUntil } = person;
  const waiting = waitUntil !== undefined;

  const openBy = (unlock: () => Promise<Result<unknown>>) =>
    task.run(async () => {
      const opened = await unlock();
      if (opened.ok) onOpen();
      else await onLookAgain();
      return problemOf(opened);
    });
  const take = (other: Way) => {
    setWay(other);
    setTyped('');
    task.forget();
  };
  // The notice with the time left says more than "you must wait".
  const problem = waiting && task.problem?.code === 'vault-wait' ? undefined : task.problem;

  return (
    <GateFrame
      title={name === undefined ? 'Open your record' : `Open the record “${name}”`}
      {...links}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!waiting) void openBy(() => unlockBy(vault, person.id, way, typed));
        }}
      >
        <ProblemNotice problem={problem} />
        {waiting && (
          <WaitNotice
            key={waitUntil}
            until={waitUntil}
            onOver={() => {
              task.forget();
              void onLookAgain();
            }}
          />
        )}
        {way === 'passphrase' ? (
          <PassphraseField
            label="Passphrase"
            name="passphrase"
            autoComplete="current-password"
            value={typed}
            onChange={setTyped}
          />
        ) : (
          <CodeField value={typed} onChange={setTyped} />
        )}
        <div className="phr-actions">
          <Button submit disabled={task.busy || waiting}>
            {task.busy ? 'Opening…' : 'Open'}
          </Button>
          {person.ways.includes('keychain') && (
            <Button
              kind="secondary"
              disabled={task.busy}
              onClick={() => void openBy(() => vault.unlockWithKeychain({ personId: person.id }))}
            >
              Open with this computer’s keychain
            </Button>
          )}
          <LinkButton
            block
            onClick={() => {
              take(way === 'passphrase' ? 'recovery' : 'passphrase');
            }}
          >
            {way === 'passphrase' ? 'Use the recovery code instead' : 'Use the passphrase instead'}
          </LinkButton>
        </div>
      </form>
    </GateFrame>
  );
}

function unlockBy(
  vault: Vault,
  personId: string,
  way: Way,
  typed: string,
): Promise<Result<unknown>> {
  return way === 'passphrase'
    ? vault.unlock({ personId, passphrase: typed })
    : vault.unlockWithRecoveryCode({ personId, code: typed });
}
