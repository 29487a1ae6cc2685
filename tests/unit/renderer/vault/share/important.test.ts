import { expect, it } from 'vitest';
import { composeDocument } from '../../../../../renderer/vault/share/compose.ts';
import { importantNow } from '../../../../../renderer/vault/share/important.ts';
import { readSummary } from '../../../../../shared/summary/read-summary.ts';
import { english } from '../../../../../shared/words/english.ts';
import { aBundle, aFile, anAllergy, aPatient, aVault, take } from '../builders.ts';

const now = new Date('2026-11-30T12:00:00Z');
const subject = { reference: 'Patient/p1' };
const marked = { meta: { security: [{ code: 'R' }] } };

const pacemaker = {
  resourceType: 'Device',
  id: 'd1',
  status: 'active',
  patient: subject,
  type: { text: 'Cardiac pacemaker' },
};
const refusal = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  subject,
  code: { text: 'Not for attempted cardiopulmonary resuscitation' },
  effectiveDateTime: '2026-03-01',
};
const warfarin = {
  resourceType: 'MedicationRequest',
  id: 'm1',
  status: 'active',
  intent: 'order',
  subject,
  medicationCodeableConcept: { text: 'Warfarin 3 mg tablets' },
};
const ofAdrenals = (members = {}) => ({
  resourceType: 'Condition',
  id: 'c1',
  subject,
  clinicalStatus: { coding: [{ code: 'active' }] },
  code: { text: 'Adrenal insufficiency' },
  ...members,
});
const penicillin = anAllergy('a1', 'Penicillin', { criticality: 'high' });

async function recordOf(...resources: readonly { readonly [member: string]: unknown }[]) {
  const { vault } = await aVault();
  await take(vault, aFile(aBundle([aPatient(), ...resources]), 'record.json'));
  return vault;
}

it('tells what a summary of today tells first, in the same words', async () => {
  const vault = await recordOf(pacemaker, refusal, warfarin, ofAdrenals(), penicillin);
  const document = await composeDocument(vault, {
    choices: { leftOut: [], until: '2026-12-14' },
    now,
    software: { name: 'Patient-Held Record', version: '1' },
  });
  const important = await importantNow(vault, now);
  expect(important).toEqual({ flags: readSummary(document, english)?.redFlags, withheld: 0 });
  expect(important?.flags).toHaveLength(5);
});

it('tells nothing of what is an error, or marked private by its source, and counts the latter', async () => {
  const mistake = { verificationStatus: { coding: [{ code: 'entered-in-error' }] } };
  const vault = await recordOf(
    { ...warfarin, ...marked },
    ofAdrenals(mistake),
    anAllergy('a1', 'Penicillin', { criticality: 'high', ...marked }),
    pacemaker,
  );
  const important = await importantNow(vault, now);
  expect(important?.flags).toEqual(['Implant: Cardiac pacemaker']);
  expect(important?.withheld).toBe(2);
});

it('tells what a record says that names nobody, and nothing that is about somebody else', async () => {
  const { vault } = await aVault();
  await take(vault, aFile(aBundle([refusal]), 'nobody.json'));
  expect((await importantNow(vault, now))?.flags).toHaveLength(1);
  const others = await recordOf(pacemaker, ofAdrenals({ subject: { reference: 'Patient/p2' } }));
  expect((await importantNow(others, now))?.flags).toEqual(['Implant: Cardiac pacemaker']);
});

it('is worked out once for each state of the record and each day', async () => {
  const vault = await recordOf(pacemaker);
  const first = importantNow(vault, now);
  expect(importantNow(vault, new Date('2026-11-30T18:00:00Z'))).toBe(first);
  expect(importantNow(vault, new Date('2026-12-01T01:00:00Z'))).not.toBe(first);
  await take(vault, aFile(aBundle([aPatient(), refusal]), 'more.json'));
  expect((await importantNow(vault, now))?.flags).toHaveLength(2);
});
