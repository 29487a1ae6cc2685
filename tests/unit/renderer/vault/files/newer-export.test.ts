import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../../../shared/base/bytes.ts';
import type { FileOutcome } from '../../../../../renderer/vault/api/files.ts';
import { addFiles } from '../../../../../renderer/vault/files/add-files.ts';
import { addLarge } from '../../../../../renderer/vault/files/large-file.ts';
import { readableOf } from '../../../../../renderer/vault/files/readable.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { aCondition, aFile, aFilesIntake, aPatient, aVault, linesIn } from '../builders.ts';

const uuid = (nth: number) => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;
const others = [1, 2, 3].map((nth) => aCondition(uuid(nth), `Condition ${String(nth)}`));
const exportOf = (...resources: readonly object[]) =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [aPatient(), ...others, ...resources].map((resource) => ({ resource })),
  });

const older = exportOf(aCondition(uuid(4), 'Mild asthma'));
const newer = exportOf(
  aCondition(uuid(4), 'Severe asthma'),
  aCondition(uuid(5), 'Penicillin rash'),
);

type Add = (vault: OpenVault, text: string) => Promise<readonly FileOutcome[]>;
const ways: readonly (readonly [string, Add])[] = [
  ['read whole', (vault, text) => addFiles(vault, [aFile(text)], aFilesIntake)],
  [
    'read in parts',
    async (vault, text) => {
      const content = readableOf(utf8(text));
      const file = { path: 'large.json', kind: 'json', gzipped: false, content } as const;
      return [await addLarge(vault, file, aFilesIntake)];
    },
  ],
];

describe.each(ways)('an export that is %s', (_way, add) => {
  it.each([
    ['byte for byte', older],
    ['with a space more', `${older} `],
  ])('and added again after a newer one, %s, is no news', async (_how, again) => {
    const { vault } = await aVault();
    await add(vault, older);
    await add(vault, newer);
    const before = await linesIn(vault);
    const [outcome] = await add(vault, again);
    expect(outcome).toMatchObject({ stored: { added: 0, changed: 0, same: 5 } });
    expect(await linesIn(vault)).toEqual(before);
    expect(before.map(({ title }) => title)).toContain('Severe asthma');
    expect(vault.state.notSupplied.size).toBe(0);
    expect(vault.state.sources.size).toBe(1);
  });

  it('and newer brings what changed', async () => {
    const { vault } = await aVault();
    await add(vault, older);
    expect(await add(vault, newer)).toMatchObject([{ stored: { added: 1, changed: 1, same: 4 } }]);
    expect(await add(vault, newer)).toMatchObject([{ stored: { added: 0, changed: 0, same: 6 } }]);
  });
});
