import { expect, it } from 'vitest';
import { ledgerNow } from '../../../../../renderer/vault/share/record-ledger.ts';
import { aBundle, aFile, anAllergy, aPatient, aVault, take } from '../builders.ts';

const now = new Date('2026-11-30T12:00:00Z');
const later = new Date('2026-11-30T13:00:00Z');

it('knows what came in since it was last asked, and takes every choice anew', async () => {
  const { vault } = await aVault();
  const sectionOf = (at: Date, choices = {}) =>
    [...ledgerNow(vault, at, choices).places.values()].map((place) => place.in);
  await take(vault, aFile(aBundle([aPatient()]), 'one.json'));
  expect(sectionOf(now)).toEqual(['section']);
  await take(vault, aFile(aBundle([aPatient(), anAllergy()]), 'one.json'));
  expect(sectionOf(later)).toEqual(['section', 'section']);
  const [, allergy] = [...vault.state.entries.keys()];
  expect(sectionOf(later, { leftOut: [allergy] })).toEqual(['section', 'choice']);
  expect(sectionOf(later)).toEqual(['section', 'section']);
});
