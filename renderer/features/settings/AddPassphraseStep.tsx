import { useState } from 'react';
import { NewPassphraseForm } from '../../program/ways-in/NewPassphraseForm.tsx';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { TextField } from '../../ui/TextField.tsx';
import { ProofField } from './ProofField.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { useAsking } from './use-asking.ts';
import { backToWays, type WaysInStepProps } from './ways-in-step.ts';

const longestLabel = 60;

/** A further passphrase, for somebody who helps: a daughter, a carer, an attorney. */
export function AddPassphraseStep({ onBack, onDone }: WaysInStepProps) {
  const { vault } = useProgram();
  const { task, proof, setProof, asked, area, send } = useAsking();
  const [typed, setTyped] = useState('');
  const label = typed.trim();
  const add = (passphrase: string) =>
    send(label !== '', async (shown) => {
      const added = await vault.addPassphrase({ proof: shown, passphrase, label });
      if (added.ok) onDone(`The passphrase for ${label} now opens this record`);
      return problemOf(added);
    });
  return (
    <SettingsFrame title="Add a passphrase for a helper" back={backToWays(onBack)}>
      <p className="phr-lede">
        Your helper can then open this record on this computer, and read and change everything in
        it. Give them a passphrase of their own, so that you can take it away again.
      </p>
      <div className="phr-form" ref={area}>
        <ProblemNotice problem={task.problem} />
        <NewPassphraseForm
          label="New passphrase"
          submitWords="Add this passphrase"
          busyWords="Adding it…"
          busy={task.busy}
          onChosen={(passphrase) => void add(passphrase)}
          onCancel={onBack}
        >
          <ProofField proof={proof} onChange={setProof} asked={asked} />
          <TextField
            label="Who is the new one for?"
            hint="Such as “my daughter”. Only shown when the record is open."
            maxLength={longestLabel}
            value={typed}
            onChange={setTyped}
            error={asked && label === '' ? 'Say who it is for.' : undefined}
          />
        </NewPassphraseForm>
      </div>
    </SettingsFrame>
  );
}
