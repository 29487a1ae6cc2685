import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { destroyFolder, vaultSpare, type SpareFiles } from './vault-spare.ts';

/** The spares of all vaults of a profile: their sealed rows once more, in files that no browser knows. */
export type Spares = {
  /** Whose there are. */
  ids(): Promise<readonly string[]>;
  of(id: string): SpareFiles;
};

/** The spares in this folder. What an interrupted deletion left is destroyed. */
export async function openSpares(folder: string): Promise<Spares> {
  const names = () => readdir(folder).catch(() => []);
  const opened = new Map<string, SpareFiles>();
  for (const name of await names()) {
    if (name.endsWith('.gone')) await destroyFolder(join(folder, name)).catch(() => undefined);
  }
  return {
    ids: async () => (await names()).filter((name) => /^[0-9a-f]{32}$/.test(name)),
    of(id) {
      const spare = opened.get(id) ?? vaultSpare(join(folder, id));
      opened.set(id, spare);
      return spare;
    },
  };
}
