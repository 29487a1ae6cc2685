import { NewPassphraseForm } from '../../program/ways-in/NewPassphraseForm.tsx';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import type { WayIn } from '../../vault/api/people.ts';
import { ProofField } from './ProofField.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { useAsking } from './use-asking.ts';
import { wayInName } from './way-in-words.ts';
import { backToWays, type WaysInStepProps } from './ways-in-step.ts';

/** Another passphrase in the place of one that is there. */
export function ChangePassphraseStep({
  way,
  onBack,
  onDone,
}: WaysInStepProps & { readonly way: WayIn }) {
  const { vault } = useProgram();
  const { task, proof, setProof, asked, area, send } = useAsking();
  const change = (passphrase: string) =>
    send(true, async (shown) => {
      const changed = await vault.changePassphrase({ proof: shown, id: way.id, passphrase });
      if (changed.ok) onDone('The passphrase was changed. From now on, use the new one.');
      return problemOf(changed);
    });
  return (
    <SettingsFrame title={`Change: ${wayInName(way)}`} back={backToWays(onBack)}>
      <p className="phr-lede">
        The old passphrase stops working at once. Your recovery kit and your backups stay as they
        are.
      </p>
      <div className="phr-form" ref={area}>
        <ProblemNotice problem={task.problem} />
        <NewPassphraseForm
          label="New passphrase"
          submitWords="Change the passphrase"
          busyWords="Changing it…"
          busy={task.busy}
          onChosen={(passphrase) => void change(passphrase)}
          onCancel={onBack}
        >
          <ProofField proof={proof} onChange={setProof} asked={asked} />
        </NewPassphraseForm>
      </div>
    </SettingsFrame>
  );
}
