import { beforeAll, describe, expect, it } from 'vitest';
import {
  foundBy,
  listEntries,
  recordView,
} from '../../../../../renderer/vault/record/record-view.ts';
import { notInSummary } from '../../../../../renderer/vault/share/not-in-summary.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { aBundle, aCondition, aFile, anAllergy, aPatient, aVault, take } from '../builders.ts';

const subject = { reference: 'Patient/p1' };
const now = new Date('2026-11-30T12:00:00Z');

const resources = [
  aPatient(),
  anAllergy('a1', 'Penicillin', { reaction: [{ manifestation: [{ text: 'Rash' }] }] }),
  aCondition('c1', 'Sprained ankle', {
    clinicalStatus: { coding: [{ code: 'resolved' }] },
    note: [{ text: 'Fell from a ladder while pruning.' }],
  }),
  {
    resourceType: 'FamilyMemberHistory',
    id: 'f1',
    status: 'completed',
    patient: subject,
    relationship: { text: 'Mother' },
    condition: [{ code: { text: 'Type 2 diabetes' } }],
  },
  {
    resourceType: 'MedicationRequest',
    id: 'm1',
    status: 'active',
    intent: 'order',
    subject,
    medicationReference: { reference: 'Medication/d1' },
    dosageInstruction: [
      {
        timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
        doseAndRate: [{ doseQuantity: { value: 250, unit: 'mg' } }],
      },
    ],
  },
  {
    resourceType: 'Medication',
    id: 'd1',
    code: { text: 'Erythromycin' },
    form: { text: 'Oral suspension' },
  },
  {
    resourceType: 'QuestionnaireResponse',
    id: 'q1',
    status: 'completed',
    subject,
    item: [{ linkId: '1', text: 'How do you sleep?', answer: [{ valueString: 'Restlessly' }] }],
  },
  aResult('o1', 'Serum potassium', 6.9),
  aResult('o2', 'Serum magnesium', 0.96),
  aResult('o3', 'Serum sodium', 149),
];

function aResult(id: string, text: string, value: number) {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    subject,
    code: { text },
    effectiveDateTime: '2026-10-01',
    valueQuantity: { value, unit: 'mmol/L' },
  };
}

let vault: OpenVault;
beforeAll(async () => {
  ({ vault } = await aVault());
  await take(vault, aFile(aBundle(resources), 'record.json'));
});

async function titles(search: string) {
  const query = { search, offset: 0, limit: 50 };
  const { lines } = await listEntries(vault, recordView(vault, undefined), query);
  return lines.map(({ title }) => title);
}

describe('a search finds an entry by', () => {
  it.each([
    ['a reaction', 'rash', ['Penicillin']],
    ['words of a note', 'ladder prun', ['Sprained ankle']],
    ['what a relative had', 'diabetes', ['Mother']],
    ['a dose that came without words', '250 mg twice', ['Erythromycin']],
    ['a question', 'sleep', ['questionnaire']],
    ['its answer', 'restlessly', ['questionnaire']],
    ['its value, and by that number alone', '6.9', ['Serum potassium']],
    ['a value as it is read', '0.96 mmol', ['Serum magnesium']],
    ['its name and its value', 'sodium 149', ['Serum sodium']],
  ])('%s', async (_what, search, found) => {
    expect(await titles(search)).toEqual(
      found.map((title): unknown => expect.stringContaining(title)),
    );
  });

  it('a value that no entry has finds none that is like it', async () => {
    expect(await titles('6.8')).toEqual([]);
  });

  it('the same words among what a summary does not hold', async () => {
    const search = async (words: string) => {
      const isFound = await foundBy(vault, recordView(vault, undefined), words);
      return notInSummary(vault, { isFound, limit: 50 }, now).items.map(({ title }) => title);
    };
    expect(await search('restlessly')).toHaveLength(1);
    expect(await search('suspension')).toEqual(['Erythromycin']);
    // What is in it is not found there.
    expect(await search('rash')).toEqual([]);
  });
});
