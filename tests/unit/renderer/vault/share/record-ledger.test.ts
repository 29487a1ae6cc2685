import { expect, it } from 'vitest';
import { ledgerNow } from '../../../../../renderer/vault/share/record-ledger.ts';
import { aBundle, aFile, anAllergy, aPatient, aVault, take } from '../builders.ts';

const now = new Date('2026-11-30T12:00:00Z');
const later = new Date('2026-11-30T13:00:00Z');

it('knows what came in since it was last asked, and takes every choice anew', async () => {
  const { vault } = await aVault();
  const lastPlace = (at: Date, choices = {}) =>
    [...ledgerNow(vault, at, choices).places.values()].at(-1)?.in;
  const size = (at: Date) => ledgerNow(vault, at).places.size;
  await take(vault, aFile(aBundle([aPatient()]), 'one.json'));
  expect(size(now)).toBe(1);
  await take(vault, aFile(aBundle([aPatient(), anAllergy('a1', 'Latex')]), 'two.json'));
  expect(size(later)).toBe(vault.state.entries.size);
  const allergy = [...vault.state.entries.keys()].at(-1);
  expect(lastPlace(later, { leftOut: [allergy] })).toBe('choice');
  expect(lastPlace(later)).toBe('section');
});
