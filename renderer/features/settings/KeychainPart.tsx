import type { Vault } from '../../program/program.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Button } from '../../ui/Button.tsx';
import { keychainReasons } from './way-in-words.ts';

const readOffer = (vault: Vault) => vault.keychainOffer();

/** The keychain, offered, or the reason why not. */
export function KeychainPart({ onUse }: { readonly onUse: () => void }) {
  const read = useVaultRead(readOffer);
  if (read.state !== 'ready') return null;
  return (
    <section className="phr-section" aria-labelledby="keychain">
      <h2 className="nhsuk-heading-m" id="keychain">
        This computer’s keychain
      </h2>
      {read.value.offered ? (
        <>
          <p className="phr-body">
            It is called {read.value.name}. It can open your record without typing, for whoever is
            signed in to this computer as you. Your passphrase keeps working.
          </p>
          <div className="phr-actions">
            <Button kind="secondary" onClick={onUse}>
              Use this computer’s keychain
            </Button>
          </div>
        </>
      ) : (
        <p className="phr-body">Not offered here. {keychainReasons[read.value.reason]}</p>
      )}
    </section>
  );
}
