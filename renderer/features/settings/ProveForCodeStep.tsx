import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ProofForm } from './ProofForm.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { backToKit } from './recovery-kit-back.ts';
import { useAsking } from './use-asking.ts';

type ProveForCodeStepProps = {
  readonly onBack: () => void;
  readonly onMade: (recoveryCode: string) => void;
};

/** What a new code means, and the proof that it may be made. */
export function ProveForCodeStep({ onBack, onMade }: ProveForCodeStepProps) {
  const { vault } = useProgram();
  const asking = useAsking();
  const send = () =>
    asking.send(true, async (proof) => {
      const made = await vault.newRecoveryCode({ proof });
      if (made.ok) onMade(made.value.recoveryCode);
      return problemOf(made);
    });
  return (
    <SettingsFrame title="Make a new recovery code" above="Step 1 of 3" back={backToKit(onBack)}>
      <p className="phr-lede">
        Have a pen and paper ready. The new code counts once you have typed it back; until then the
        old one does.
      </p>
      <Notice tone="care" title="Keep your old paper for now">
        <p>Backups made so far open only with the old code. New backups open with the new one.</p>
      </Notice>
      <ProofForm
        asking={asking}
        onSend={() => void send()}
        words={{ send: 'Make a new code', busy: 'Making it…' }}
        onCancel={onBack}
      />
    </SettingsFrame>
  );
}
