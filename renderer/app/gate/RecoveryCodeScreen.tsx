import { Button } from '../../ui/Button.tsx';
import { GateFrame } from './GateFrame.tsx';
import { RecoveryCode } from '../../ui/RecoveryCode.tsx';
import { SaveKitButton } from '../../program/ways-in/SaveKitButton.tsx';

type RecoveryCodeScreenProps = {
  readonly recoveryCode: string;
  readonly above: string;
  readonly onWritten: () => void;
};

/** Shows the recovery code, once: to print as a kit, or to copy by hand. */
export function RecoveryCodeScreen({ recoveryCode, above, onWritten }: RecoveryCodeScreenProps) {
  return (
    <GateFrame title="Put your recovery code on paper" above={above}>
      <p className="phr-body">
        If you forget your passphrase, or this computer breaks, this code is the only way back: it
        opens your record and your backups. After this it is not shown again.
      </p>
      <RecoveryCode code={recoveryCode} />
      <h2 className="nhsuk-heading-m">Print it</h2>
      <p className="phr-body">
        The recovery kit is one page with this code and how to use it. Save it, print it, then
        delete the file.
      </p>
      <SaveKitButton code={recoveryCode} />
      <h2 className="nhsuk-heading-m">Or write it down</h2>
      <p className="phr-body">
        Copy the six groups with a pen. Keep the paper somewhere safe, away from this computer:
        whoever has it can open your record.
      </p>
      <div className="phr-actions">
        <Button onClick={onWritten}>I have it on paper</Button>
      </div>
    </GateFrame>
  );
}
