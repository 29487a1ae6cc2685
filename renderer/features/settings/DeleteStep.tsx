import { useState } from 'react';
import { useNavigation } from '../../program/navigation.ts';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ProofForm } from './ProofForm.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { useAsking } from './use-asking.ts';

/** What is typed to say that one means it. */
const confirmation = 'delete my record';

type DeleteStepProps = { readonly onBack: () => void; readonly onTake: () => void };

/** Deletes the open record: what is lost, what stays, and no way that happens by a slip. */
export function DeleteStep({ onBack, onTake }: DeleteStepProps) {
  const { vault, lock } = useProgram();
  const { go } = useNavigation();
  const asking = useAsking();
  const [typed, setTyped] = useState('');
  const meant = typed.trim().toLowerCase() === confirmation;
  const send = () =>
    asking.send(meant, async (proof) => {
      const status = await vault.status();
      if (!status.ok || status.value.personId === undefined) return problemOf(status);
      const deleted = await vault.deleteVault({ personId: status.value.personId, proof });
      if (deleted.ok) lock();
      return problemOf(deleted);
    });
  return (
    <SettingsFrame title="Delete this record" back={{ words: 'Leaving', go: onBack }}>
      <Notice tone="danger" title="Without a backup, this cannot be undone">
        <p>
          Every entry and document in it, the list of its sources, your sign-ins to services, and
          the share log are deleted from this computer.
        </p>
      </Notice>
      <h2 className="nhsuk-heading-s">What stays</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        <li>
          Your backups, also those on this computer. With your recovery kit they can bring the
          record back, so delete them yourself if you do not want that.
        </li>
        <li>Summaries and files that you saved or gave to others.</li>
        <li>What your hospitals and your surgery hold.</li>
      </ul>
      <div className="phr-actions">
        <Button
          kind="secondary"
          onClick={() => {
            go({ screen: 'settings', page: 'backups' });
          }}
        >
          Back up first
        </Button>
        <Button kind="secondary" onClick={onTake}>
          Take everything with me first
        </Button>
      </div>
      <h2 className="nhsuk-heading-m phr-section">Delete it from this computer</h2>
      <ProofForm
        asking={asking}
        onSend={() => void send()}
        words={{ send: 'Delete this record for good', busy: 'Deleting…' }}
        warning
        onCancel={onBack}
      >
        <TextField
          label={`Type “${confirmation}” to say that you mean it`}
          value={typed}
          onChange={setTyped}
          error={asking.asked && !meant ? `Type the words: ${confirmation}` : undefined}
        />
      </ProofForm>
    </SettingsFrame>
  );
}
