import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { GateFrame } from './GateFrame.tsx';

type RecoveryCodeScreenProps = { readonly recoveryCode: string; readonly onWritten: () => void };

/** Shows the recovery code, once, large enough to copy by hand. */
export function RecoveryCodeScreen({ recoveryCode, onWritten }: RecoveryCodeScreenProps) {
  const groups = recoveryCode.split(/[\s-]+/).filter((group) => group !== '');
  return (
    <GateFrame title="Write down your recovery code" above="Step 2 of 2">
      <p className="phr-body">
        If you forget your passphrase, this code is the only other way in. Write it on paper with a
        pen.
      </p>
      <ol className="phr-code" aria-label="Recovery code">
        {groups.map((group, index) => (
          <li key={`${index}-${group}`}>{group}</li>
        ))}
      </ol>
      <Notice tone="care" title="You will not see this code again">
        <p>
          Keep the paper somewhere safe, away from this computer. Whoever has it can open your
          record.
        </p>
      </Notice>
      <div className="phr-actions">
        <Button onClick={onWritten}>I have written it down</Button>
      </div>
    </GateFrame>
  );
}
