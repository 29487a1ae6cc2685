import { expect, it } from 'vitest';
import type { NewRequest } from '../../../../../renderer/vault/api/requests.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { renewCatalogue } from '../../../../../renderer/vault/record/catalogue-care.ts';
import { requestDraft } from '../../../../../renderer/vault/request/request-draft.ts';
import {
  endRequest,
  openRequests,
  recordRequest,
} from '../../../../../renderer/vault/request/requests.ts';
import { aBundle, aFile, aPatient, aVault, newlyOpened, reopened, take } from '../builders.ts';
import { everythingStored } from '../memory.ts';

const clock = () => new Date('2026-11-25T10:00:00Z');
const today = '2026-11-25';
const letter: NewRequest = {
  to: 'Meadow Lane Surgery',
  nation: 'england',
  receivedOn: '2026-11-25',
  fileName: 'record-request.pdf',
  asksWhoOpened: true,
};

async function draftOf(patient: object, ...others: readonly object[]) {
  const { vault } = await aVault();
  const resources = [{ ...aPatient(), ...patient }, ...others.map((one) => ({ ...one }))];
  expect(await take(vault, aFile(aBundle(resources)))).toMatchObject({ kind: 'stored' });
  return requestDraft(vault, today);
}

it('keeps when an answer is due, sealed, through a lock and a restart', async () => {
  const made = await aVault();
  const { due, id } = await recordRequest(made.vault, letter, clock);
  expect(due).toBe('2026-12-29');
  const dueIn = (vault: OpenVault) => openRequests(vault, today).map((one) => [one.id, one.due]);
  expect(dueIn(await reopened(made))).toEqual([[id, due]]);
  await renewCatalogue(made.vault);
  expect(dueIn(await newlyOpened(made))).toEqual([[id, due]]);
  expect(everythingStored(made.rows)).not.toContain('Meadow');
});

it('says which are overdue, the one due first before the others', async () => {
  const { vault } = await aVault();
  await recordRequest(vault, letter, clock);
  await recordRequest(vault, { ...letter, to: 'Infirmary', receivedOn: '2026-11-02' }, clock);
  const seen = (day: string) => openRequests(vault, day).map((one) => [one.to, one.isOverdue]);
  expect(seen('2026-12-02')).toEqual([
    ['Infirmary', false],
    ['Meadow Lane Surgery', false],
  ]);
  expect(seen('2026-12-03')[0]).toEqual(['Infirmary', true]);
});

it('waits no more once the answer has come, and ends nothing twice', async () => {
  const made = await aVault();
  const { id } = await recordRequest(made.vault, letter, clock);
  await endRequest(made.vault, { id, how: 'answered' }, clock);
  expect(openRequests(await reopened(made), today)).toEqual([]);
  await expect(endRequest(made.vault, { id, how: 'answered' }, clock)).rejects.toMatchObject({
    code: 'unexpected',
  });
});

it('takes name, address and surgery from the record', async () => {
  const draft = await draftOf(
    {
      name: [{ text: 'Margaret Hale' }],
      birthDate: '1951-04-17',
      address: [
        { use: 'old', line: ['1 Old Road'], city: 'Whitby' },
        { use: 'home', line: ['2 Hill Road'], city: 'Whitby', postalCode: 'YO21 1AA' },
      ],
      generalPractitioner: [
        { reference: 'Practitioner/d', display: 'Dr Adeyemi' },
        { reference: 'Organization/s' },
      ],
    },
    { resourceType: 'Organization', id: 's', name: 'Meadow Lane Surgery' },
  );
  expect(draft.person).toMatchObject({ name: 'Margaret Hale', birthDate: '1951-04-17' });
  expect(draft).toMatchObject({
    address: ['2 Hill Road', 'Whitby', 'YO21 1AA'],
    surgery: 'Meadow Lane Surgery',
  });
});

it('takes no doctor for a surgery, and makes nothing up', async () => {
  const draft = await draftOf({
    name: [{ text: 'Margaret Hale' }],
    generalPractitioner: [{ reference: 'Practitioner/d', display: 'Dr Adeyemi' }],
  });
  expect(draft.surgery).toBeUndefined();
  expect(draft.address).toEqual([]);
  expect(await requestDraft((await aVault()).vault, today)).toEqual({ address: [] });
});
