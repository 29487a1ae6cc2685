import { useState } from 'react';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { PassphraseField, TextField } from '../../ui/TextField.tsx';
import { ProblemNotice } from '../ProblemNotice.tsx';
import { problemOf } from '../problem.ts';
import { useProgram } from '../program.ts';
import { useTask } from '../use-task.ts';
import { GateFrame } from './GateFrame.tsx';

type Way = 'passphrase' | 'recovery-code';

/** Opens the locked record, by the passphrase or by the code on paper. */
export function UnlockScreen({ onOpen }: { readonly onOpen: () => void }) {
  const { vault } = useProgram();
  const task = useTask();
  const [way, setWay] = useState<Way>('passphrase');
  const [typed, setTyped] = useState('');

  const open = () =>
    task.run(async () => {
      const people = await vault.people();
      if (!people.ok) return people;
      const personId = people.value[0]?.id ?? '';
      const opened =
        way === 'passphrase'
          ? await vault.unlock({ personId, passphrase: typed })
          : await vault.unlockWithRecoveryCode({ personId, code: typed });
      if (opened.ok) onOpen();
      return problemOf(opened);
    });
  const take = (other: Way) => {
    setWay(other);
    setTyped('');
    task.forget();
  };

  return (
    <GateFrame title="Open your record">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        <ProblemNotice problem={task.problem} />
        {way === 'passphrase' ? (
          <PassphraseField
            label="Passphrase"
            name="passphrase"
            autoComplete="current-password"
            value={typed}
            onChange={setTyped}
          />
        ) : (
          <TextField
            label="Recovery code"
            hint="From your paper. Spaces and small letters do not matter."
            className="phr-code-input"
            value={typed}
            onChange={setTyped}
          />
        )}
        <div className="phr-actions">
          <Button submit disabled={task.busy}>
            {task.busy ? 'Opening…' : 'Open'}
          </Button>
          <LinkButton
            block
            onClick={() => {
              take(way === 'passphrase' ? 'recovery-code' : 'passphrase');
            }}
          >
            {way === 'passphrase' ? 'Use the recovery code instead' : 'Use the passphrase instead'}
          </LinkButton>
        </div>
      </form>
    </GateFrame>
  );
}
