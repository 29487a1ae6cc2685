import type { Vault } from '../program/program.ts';
import { useVaultRead } from '../program/use-vault-read.ts';

const readWhose = (vault: Vault) => vault.whose();

/** Whose record is open, in sight on every screen. `version` changes whenever it may be another name. */
export function WhoseRecord({ version }: { readonly version: number }) {
  const read = useVaultRead(readWhose, version);
  const whose = read.state === 'failed' ? undefined : read.value;
  if (whose === undefined) return null;
  const name = whose.name ?? whose.nickname;
  return (
    <p className="phr-whose">
      {name === undefined ? 'A record without a name yet' : 'Record of '}
      {name !== undefined && <strong>{name}</strong>}
    </p>
  );
}
