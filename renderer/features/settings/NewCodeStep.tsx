import { RecoveryCode } from '../../ui/RecoveryCode.tsx';
import { SaveKitButton } from '../../program/ways-in/SaveKitButton.tsx';
import { Button } from '../../ui/Button.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { backToKit } from './recovery-kit-back.ts';

type NewCodeStepProps = {
  readonly recoveryCode: string;
  readonly onBack: () => void;
  readonly onWritten: () => void;
};

/** The new code, large enough to copy by hand, and the page to print. */
export function NewCodeStep({ recoveryCode, onBack, onWritten }: NewCodeStepProps) {
  return (
    <SettingsFrame title="Your new recovery code" above="Step 2 of 3" back={backToKit(onBack)}>
      <p className="phr-body">
        Write it on paper, or save the kit and print it. The old code counts until you have typed
        this one back.
      </p>
      <div className="phr-form">
        <RecoveryCode code={recoveryCode} />
        <SaveKitButton code={recoveryCode} />
      </div>
      <div className="phr-actions">
        <Button onClick={onWritten}>I have it on paper</Button>
      </div>
    </SettingsFrame>
  );
}
