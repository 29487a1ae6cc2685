import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ProofForm } from './ProofForm.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { useAsking } from './use-asking.ts';
import { backToWays, type WaysInStepProps } from './ways-in-step.ts';

/** Lets this computer's keychain open the record. */
export function AddKeychainStep({ onBack, onDone }: WaysInStepProps) {
  const { vault } = useProgram();
  const asking = useAsking();
  const send = () =>
    asking.send(true, async (proof) => {
      const added = await vault.addKeychain({ proof });
      if (added.ok) onDone('This computer’s keychain now opens this record');
      return problemOf(added);
    });
  return (
    <SettingsFrame title="Use this computer’s keychain" back={backToWays(onBack)}>
      <p className="phr-lede">
        Opening your record then needs one press of a button, and no passphrase.
      </p>
      <Notice tone="care" title="Your record is then only as safe as your sign-in to this computer">
        <p>
          Whoever can use this computer in your name can open it. Keep your passphrase: the keychain
          can be lost with this computer.
        </p>
      </Notice>
      <ProofForm
        asking={asking}
        onSend={() => void send()}
        words={{ send: 'Use the keychain', busy: 'Asking the keychain…' }}
        onCancel={onBack}
      />
    </SettingsFrame>
  );
}
