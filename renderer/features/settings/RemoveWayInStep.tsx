import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import type { WayIn } from '../../vault/api/people.ts';
import { ProofForm } from './ProofForm.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { useAsking } from './use-asking.ts';
import { wayInName } from './way-in-words.ts';
import { backToWays, type WaysInStepProps } from './ways-in-step.ts';

/** Takes a way in away, and says honestly what that does not undo. */
export function RemoveWayInStep({
  way,
  onBack,
  onDone,
}: WaysInStepProps & { readonly way: WayIn }) {
  const { vault } = useProgram();
  const asking = useAsking();
  const name = wayInName(way);
  const send = () =>
    asking.send(true, async (proof) => {
      const removed = await vault.removeWayIn({ proof, id: way.id });
      if (removed.ok) onDone(`Removed: ${name}`);
      return problemOf(removed);
    });
  return (
    <SettingsFrame title={`Remove: ${name}`} back={backToWays(onBack)}>
      <p className="phr-lede">From then on it no longer opens this record on this computer.</p>
      <h2 className="nhsuk-heading-s">What this cannot undo</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {way.kind === 'passphrase' && (
          <li>Whatever was seen, printed or saved with it stays with that person.</li>
        )}
        <li>
          Somebody who has kept an older copy of this computer’s files can still open that copy, as
          it was then.
        </li>
      </ul>
      <p className="phr-body">
        Your backups are not affected: they open only with your recovery kit.
      </p>
      <ProofForm
        asking={asking}
        onSend={() => void send()}
        words={{ send: 'Remove it', busy: 'Removing it…' }}
        warning
        onCancel={onBack}
      />
    </SettingsFrame>
  );
}
