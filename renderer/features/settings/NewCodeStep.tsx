import { RecoveryCode } from '../../app/gate/RecoveryCode.tsx';
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
        Write it on paper. The old code counts until you have typed
        this one back.
      </p>
      <RecoveryCode code={recoveryCode} />
      <div className="phr-actions">
        <Button onClick={onWritten}>I have it on paper</Button>
      </div>
    </SettingsFrame>
  );
}
