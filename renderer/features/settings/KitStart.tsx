import { useNavigation } from '../../program/navigation.ts';
import type { Vault } from '../../program/program.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { settingsPages } from './settings-pages.ts';

const readStatus = (vault: Vault) => vault.status();

type KitStartProps = { readonly onSave: () => void; readonly onReplace: () => void };

/** What the kit is for, and what can be done with it. */
export function KitStart({ onSave, onReplace }: KitStartProps) {
  const { go } = useNavigation();
  const status = useVaultRead(readStatus);
  return (
    <SettingsFrame title={settingsPages['recovery-kit'].title}>
      <p className="phr-lede">
        The kit is one page of paper with your recovery code. It opens your record when the
        passphrase is forgotten, and your backups when this computer is gone.
      </p>
      {status.state === 'ready' && !status.value.recoveryConfirmed && (
        <Notice tone="care" title="You have not checked your recovery code yet">
          <p>
            <LinkButton
              onClick={() => {
                go({ screen: 'recovery' });
              }}
            >
              Check the recovery code now
            </LinkButton>
          </p>
        </Notice>
      )}
      <section className="phr-panel" aria-labelledby="save-kit">
        <h2 className="nhsuk-heading-m" id="save-kit">
          Print the kit again
        </h2>
        <p className="phr-body">
          You need the code for this: it stands on your paper only, and this program does not keep
          it.
        </p>
        <div className="phr-actions">
          <Button kind="secondary" onClick={onSave}>
            Save the kit as PDF
          </Button>
        </div>
      </section>
      <section className="phr-panel" aria-labelledby="new-code">
        <h2 className="nhsuk-heading-m" id="new-code">
          Make a new recovery code
        </h2>
        <p className="phr-body">
          If the paper was lost, or somebody else may have seen it. The old code then no longer
          opens this record.
        </p>
        <div className="phr-actions">
          <Button kind="secondary" onClick={onReplace}>
            Make a new code
          </Button>
        </div>
      </section>
    </SettingsFrame>
  );
}
