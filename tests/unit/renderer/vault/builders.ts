import { AppError } from '../../../../shared/base/error.ts';
import type { IncomingFile, Ingested } from '../../../../renderer/vault/api/files.ts';
import type { EntryLine } from '../../../../renderer/vault/api/record.ts';
import { checkedVault } from '../../../../renderer/vault/record/catalogue-care.ts';
import { leastCost } from '../../../../renderer/vault/crypto/argon2id.ts';
import { createVault, unlockVault } from '../../../../renderer/vault/people/lifecycle.ts';
import type { OpenVault } from '../../../../renderer/vault/open-vault/open-vault.ts';
import { addFiles, type FilesIntake } from '../../../../renderer/vault/files/add-files.ts';
import { listEntries, recordView } from '../../../../renderer/vault/record/record-view.ts';
import { memoryStores, type MemoryRows, type MemoryStores } from './memory.ts';

export const passphrase = 'correct horse';

export type TestVault = {
  readonly stores: MemoryStores;
  readonly rows: MemoryRows;
  readonly vault: OpenVault;
  readonly recoveryCode: string;
};

type NewVault = { readonly stores: MemoryStores; readonly recoveryCode: string };
let made: Promise<NewVault> | undefined;

/** A new, empty vault, opened. The slow stretching of its passphrase is done once for all tests of a file. */
export async function aVault(): Promise<TestVault> {
  made ??= newVault();
  const { stores: first, recoveryCode } = await made;
  const stores = first.copy();
  const vault = await opened(stores, recoveryCode);
  return { stores, rows: stores.rows(), vault, recoveryCode };
}

async function newVault(): Promise<NewVault> {
  const stores = memoryStores();
  const { recoveryCode } = await createVault(stores, { passphrase, cost: leastCost });
  return { stores, recoveryCode };
}

/** The same rows, opened again as far as the first screen needs them. */
export function newlyOpened({ stores, recoveryCode }: TestVault): Promise<OpenVault> {
  return opened(stores, recoveryCode);
}

/** The same rows, read again from the start, all of them opened and checked. */
export async function reopened(made: TestVault): Promise<OpenVault> {
  const vault = await newlyOpened(made);
  await checkedVault(vault);
  return vault;
}

async function opened(stores: MemoryStores, recoveryCode: string): Promise<OpenVault> {
  const [name = ''] = await stores.names();
  return unlockVault(stores.open(name), { kind: 'recovery', code: recoveryCode });
}

type Json = { readonly [member: string]: unknown };

export function aPatient(members: Json = {}): Json {
  return {
    resourceType: 'Patient',
    id: 'p1',
    name: [{ family: 'Hale', given: ['Margaret'] }],
    birthDate: '1951-04-02',
    ...members,
  };
}

export function aCondition(id: string, text: string, members: Json = {}): Json {
  return {
    resourceType: 'Condition',
    id,
    subject: { reference: 'Patient/p1' },
    code: { text },
    ...members,
  };
}

export function anAllergy(id: string, text: string, members: Json = {}): Json {
  return {
    resourceType: 'AllergyIntolerance',
    id,
    patient: { reference: 'Patient/p1' },
    code: { text },
    ...members,
  };
}

export function aBundle(resources: readonly Json[], members: Json = {}): string {
  return JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    ...members,
    entry: resources.map((resource) => ({ resource })),
  });
}

export function aFile(
  content: string | Uint8Array<ArrayBuffer>,
  name = 'record.json',
): IncomingFile {
  return { name, file: new Blob([content]) };
}

/** What comes with files at a fixed time: a picture has no code in it, and no issuer publishes keys. */
export const aFilesIntake: FilesIntake = {
  options: { acceptOtherPerson: false },
  progress: () => undefined,
  clock: () => new Date('2026-11-22T09:00:00Z'),
  readQr: () => Promise.resolve([]),
  issuerKeys: () => Promise.resolve(undefined),
};

/** Takes a single file in, unless it looks like another person's. @throws AppError with the code of a refusal */
export async function take(
  vault: OpenVault,
  file: IncomingFile,
  acceptOtherPerson = false,
): Promise<Ingested> {
  const [outcome] = await addFiles(vault, [file], {
    ...aFilesIntake,
    options: { acceptOtherPerson },
  });
  switch (outcome?.outcome) {
    case 'stored':
      return outcome.stored;
    case 'held':
      return { kind: 'held', differences: outcome.differences };
    case 'refused':
      throw new AppError(outcome.code);
    case 'several':
    case 'link':
    case undefined:
      throw new Error('nothing was taken in');
  }
}

/** Every entry as a line of the list, in the order of the list. */
export async function linesIn(vault: OpenVault): Promise<readonly EntryLine[]> {
  const all = { withErrors: true, offset: 0, limit: Number.POSITIVE_INFINITY };
  return (await listEntries(vault, recordView(vault, undefined), all)).lines;
}

/** All that a vault holds, as plain data, to be compared. */
export function recordOf({ state }: OpenVault) {
  return { ...state, entries: [...state.entries.values()] };
}
