import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { PassphraseField } from '../../ui/TextField.tsx';
import { ProblemNotice } from '../ProblemNotice.tsx';
import { useProgram } from '../program.ts';
import { useTask } from '../use-task.ts';
import { GateFrame } from './GateFrame.tsx';
import { passphraseAdvice } from './passphrase-advice.ts';

/** Makes the vault: the passphrase typed twice. Answers the recovery code, which exists only now. */
export function ChoosePassphraseScreen({
  onMade,
}: {
  readonly onMade: (recoveryCode: string) => void;
}) {
  const { vault } = useProgram();
  const task = useTask();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [asked, setAsked] = useState(false);
  const advice = passphraseAdvice(passphrase);
  const differs = passphrase !== again;

  const make = async () => {
    setAsked(true);
    if (!advice.enough || differs) return;
    await task.run(async () => {
      const made = await vault.create({ passphrase });
      if (!made.ok) return made;
      onMade(made.value.recoveryCode);
      return undefined;
    });
  };

  return (
    <GateFrame title="Choose a passphrase" above="Step 1 of 2">
      <p className="phr-body">
        It locks your record on this computer. Nobody can look it up for you, so choose words that
        you will remember.
      </p>
      <ProblemNotice problem={task.problem} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <PassphraseField
          label="Passphrase"
          name="passphrase"
          autoComplete="new-password"
          value={passphrase}
          onChange={setPassphrase}
          error={asked && !advice.enough ? advice.words : undefined}
        />
        <p className="phr-advice phr-quiet" role="status">
          {asked && !advice.enough ? '' : advice.words}
        </p>
        <PassphraseField
          label="Passphrase again"
          name="passphrase again"
          autoComplete="new-password"
          value={again}
          onChange={setAgain}
          error={asked && advice.enough && differs ? 'The two are not the same.' : undefined}
        />
        <div className="phr-actions">
          <Button submit disabled={task.busy}>
            {task.busy ? 'Making your record…' : 'Make my record'}
          </Button>
        </div>
      </form>
    </GateFrame>
  );
}
