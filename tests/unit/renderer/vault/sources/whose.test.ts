import { describe, expect, it } from 'vitest';
import { readIncoming } from '../../../../../shared/fhir/incoming.ts';
import type { SourceId } from '../../../../../shared/record/card.ts';
import type { Source } from '../../../../../shared/record/source.ts';
import { overviewCalls } from '../../../../../renderer/vault/calls/overview-calls.ts';
import { shareCalls } from '../../../../../renderer/vault/calls/share-calls.ts';
import { newVaultSession } from '../../../../../renderer/vault/calls/vault-session.ts';
import { addFiles } from '../../../../../renderer/vault/files/add-files.ts';
import { download } from '../../../../../renderer/vault/download/download.ts';
import { commit } from '../../../../../renderer/vault/open-vault/commit.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { entryDetail } from '../../../../../renderer/vault/record/entry-detail.ts';
import {
  listEntries,
  overviewOf,
  recordView,
} from '../../../../../renderer/vault/record/record-view.ts';
import { summaryDraft } from '../../../../../renderer/vault/share/summary-draft.ts';
import { claimEntries, disownEntry } from '../../../../../renderer/vault/sources/claim-entries.ts';
import {
  entriesChanges,
  personEvent,
  readyEntries,
  sortEntries,
} from '../../../../../renderer/vault/sources/ingest.ts';
import { lookedOverVault } from '../../../../../renderer/vault/sources/look-over.ts';
import { addServer } from '../../../../../renderer/vault/sources/server-source.ts';
import { sourceDetails } from '../../../../../renderer/vault/sources/source-details.ts';
import {
  aBundle,
  aCondition,
  aFile,
  aFilesIntake,
  aPatient,
  aVault,
  reopened,
} from '../builders.ts';
import { aPage, fakeMain } from '../fake-main.ts';
import { memoryEnvironment } from '../memory.ts';

const clock = () => new Date('2026-11-22T09:00:00Z');
type Json = { readonly [member: string]: unknown };

const of = (whom: string) => ({ subject: { reference: `Patient/${whom}` } });
const hers = aCondition('gout', 'Gout');
const strangers: readonly Json[] = [
  aCondition('s1', 'Schizophrenia', of('p2')),
  {
    ...{ resourceType: 'MedicationRequest', id: 's2', status: 'active', intent: 'order' },
    ...{ ...of('p2'), medicationCodeableConcept: { text: 'Clozapine' } },
  },
];
const owen = aPatient({ id: 'p2', birthDate: '2015-06-01', name: [{ text: 'Owen Hale' }] });

async function pull(vault: OpenVault, pages: readonly (readonly [string, readonly Json[]])[]) {
  const server = {
    ...{ name: 'Northgate Hospital', fhirBaseUrl: 'https://example.org/fhir', patientId: 'p1' },
    access: { kind: 'open' },
  } as const;
  const source = await addServer(vault, server, clock);
  const steps = pages.map(([job, resources]) => aPage(job, resources));
  await download(vault, source, {
    main: fakeMain({ steps }).main,
    clock,
    options: { acceptOtherPerson: false },
    progress: () => undefined,
    signal: new AbortController().signal,
  });
  return source;
}

async function take(vault: OpenVault, resources: readonly Json[], name = 'file.json') {
  const files = [aFile(aBundle([...resources]), name)];
  const [outcome] = await addFiles(vault, files, { ...aFilesIntake, clock });
  return outcome;
}

/** All that a person can come upon: the lists, the search, the summary, the first screen. */
async function seen(vault: OpenVault): Promise<string> {
  const view = recordView(vault, undefined);
  const all = { offset: 0, limit: 100, withErrors: true };
  const found = await Promise.all([
    listEntries(vault, view, all),
    listEntries(vault, view, { ...all, news: true }),
    ...['Schizophrenia', 'Clozapine', 'Owen'].map((search) =>
      listEntries(vault, view, { ...all, search }),
    ),
  ]);
  return JSON.stringify([found, summaryDraft(vault, clock()), overviewOf(vault, view)]);
}

/** Every card that is here, whether or not it is part of the record. */
function stored({ state }: OpenVault): string {
  return JSON.stringify([...state.entries.values()]);
}

async function apart(vault: OpenVault): Promise<readonly string[]> {
  const query = { offset: 0, limit: 100, setAside: true, withErrors: true };
  const { lines } = await listEntries(vault, recordView(vault, undefined), query);
  return lines.map(({ title, setAside = '' }) => `${title}: ${setAside}`).sort();
}

const others = { type: 'entry', reason: 'about-someone-else' } as const;
const inDoubt = { type: 'entry', reason: 'whose-unclear' } as const;

describe('a service that gives everybody’s entries', () => {
  const pages = [
    ['Patient', [aPatient()]],
    ['Condition', [hers, ...strangers, aCondition('none', 'Of nobody', { subject: undefined })]],
    ['Person', [owen]],
    [
      'Provenance',
      [{ resourceType: 'Provenance', id: 'pr', target: [{ reference: 'Condition/s1' }] }],
    ],
  ] as const;

  it('brings nothing of the others, says how many they were, and is not complete', async () => {
    const made = await aVault();
    const id = await pull(made.vault, pages);
    const source = made.vault.state.sources.get(id);
    expect(source).toMatchObject({ state: 'partial', received: { Patient: 1, Condition: 2 } });
    expect(source?.skipped).toEqual(
      [
        { ...inDoubt, count: 1 },
        { ...others, count: 4 },
      ].reverse(),
    );
    expect(await seen(made.vault)).toContain('Gout');
    expect(await seen(made.vault)).not.toMatch(/Schizophrenia|Clozapine|Owen/);
    expect(stored(made.vault)).not.toMatch(/Schizophrenia|Clozapine|Owen/);
    expect(await apart(made.vault)).toEqual(['Of nobody: unclear']);
  });

  it('counts each once, also when it comes again', async () => {
    const { vault } = await aVault();
    await pull(vault, pages);
    const id = await pull(vault, pages);
    expect(vault.state.sources.get(id)?.skipped).toContainEqual({ ...others, count: 4 });
  });

  it('that made an entry another’s has it stand apart, and nothing is lost', async () => {
    const { vault } = await aVault();
    await pull(vault, [
      ['Patient', [aPatient()]],
      ['Condition', [hers]],
    ]);
    await pull(vault, [
      ['Patient', [aPatient()]],
      ['Condition', [{ ...hers, ...of('p2') }]],
    ]);
    expect(await seen(vault)).not.toContain('Gout');
    expect(await apart(vault)).toEqual(['Gout: other']);
  });
});

describe('a file', () => {
  it('with one Patient and entries about another brings only the Patient’s own', async () => {
    const made = await aVault();
    const medicine = { resourceType: 'Medication', id: 'm', code: { text: 'Clozapine' } };
    const theirs = { ...strangers[1], medicationReference: { reference: 'Medication/m' } };
    const letter = {
      ...{ resourceType: 'DocumentReference', id: 'd', status: 'current', ...of('p2') },
      content: [{ attachment: { url: 'Binary/b' } }],
    };
    const scan = { resourceType: 'Binary', id: 'b', contentType: 'text/plain', data: 'T3dlbg==' };
    const outcome = await take(made.vault, [
      ...[aPatient(), hers, strangers[0] ?? {}, theirs, medicine, letter, scan],
    ]);
    expect(outcome).toMatchObject({
      stored: { added: 2, source: { state: 'partial', skipped: [{ ...others, count: 5 }] } },
    });
    expect(await seen(made.vault)).not.toMatch(/Schizophrenia|Clozapine|Owen/);
    expect(stored(made.vault)).not.toMatch(/Schizophrenia|Clozapine/);
  });

  it('whose entries name only another than its Patient keeps them apart and asks', async () => {
    const { vault } = await aVault();
    const outcome = await take(vault, [aPatient(), ...strangers]);
    expect(outcome).toMatchObject({ stored: { source: { skipped: [{ ...inDoubt, count: 2 }] } } });
    expect(await seen(vault)).not.toMatch(/Schizophrenia|Clozapine/);
    expect(await apart(vault)).toEqual(['Clozapine: unclear', 'Schizophrenia: unclear']);
  });

  it('without a Patient is asked about, where the record is somebody’s', async () => {
    const { vault } = await aVault();
    expect(await take(vault, [hers])).toMatchObject({ outcome: 'stored' });
    await take(vault, [aPatient({ id: 'x' })], 'me.json');
    const searchset = [aCondition('s9', 'Schizophrenia', of('p2'))];
    expect(await take(vault, searchset, 'found.json')).toMatchObject({
      ...{ outcome: 'held', differences: [] },
    });
  });

  it('of one resource is told by the Patient that lies beside it, and only by that', async () => {
    const single = (name: string, resource: Json) => aFile(JSON.stringify(resource), name);
    const beside = async (patient: Json) => {
      const { vault } = await aVault();
      await take(vault, [aPatient({ id: 'x' })], 'me.json');
      const files = [single('all/a.json', hers), single('all/b.json', patient)];
      const outcomes = await addFiles(vault, files, { ...aFilesIntake, clock });
      return outcomes.map(({ outcome }) => outcome);
    };
    expect(await beside(aPatient())).toEqual(['stored', 'stored']);
    expect(await beside({ ...owen, id: 'p1' })).toEqual(['held', 'held']);
  });

  it('with a newborn in the mother’s record keeps the newborn’s values apart', async () => {
    const { vault } = await aVault();
    const apgar = {
      ...{ resourceType: 'Observation', id: 'a', status: 'final', ...of('p1') },
      ...{ focus: [{ reference: 'RelatedPerson/r' }], code: { text: 'Apgar score' } },
    };
    const baby = { resourceType: 'RelatedPerson', id: 'r', patient: { reference: 'Patient/p1' } };
    const mother = {
      ...{ resourceType: 'FamilyMemberHistory', id: 'f', patient: { reference: 'Patient/p1' } },
      ...{ relationship: { text: 'Mother' }, status: 'completed' },
    };
    const outcome = await take(vault, [aPatient(), hers, baby, mother, apgar]);
    expect(outcome).toMatchObject({ stored: { added: 4, source: { state: 'complete' } } });
    expect(await apart(vault)).toEqual(['Apgar score: relative']);
  });
});

describe('what stands apart', () => {
  it('is taken in where the person says so, with all that goes by the same name later', async () => {
    const { vault } = await aVault();
    const reference = 'https://registry.example.org/Patient/77';
    const elsewhere = (id: string, text: string) =>
      aCondition(id, text, { subject: { reference } });
    const first = [hers, elsewhere('e1', 'Migraine')];
    const id = await pull(vault, [
      ['Patient', [aPatient()]],
      ['Condition', first],
    ]);
    expect(await sourceDetails(vault, id)).toMatchObject({
      ...{ setAside: 1, source: { state: 'partial', skipped: [{ ...inDoubt, count: 1 }] } },
    });
    expect(await claimEntries(vault, { source: id })).toBe(1);
    expect(await apart(vault)).toEqual([]);
    expect(await seen(vault)).toContain('Migraine');
    expect(vault.state.sources.get(id)).toMatchObject({
      ...{ state: 'complete', skipped: [], ownNames: [reference] },
    });
    const more = [...first, elsewhere('e2', 'Asthma')];
    await pull(vault, [
      ['Patient', [aPatient()]],
      ['Condition', more],
    ]);
    expect(await seen(vault)).toContain('Asthma');
    expect(vault.state.sources.get(id)).toMatchObject({ state: 'complete' });
  });

  it('one by one, and stays so when it comes again', async () => {
    const made = await aVault();
    await take(made.vault, [aPatient(), ...strangers]);
    const [key] = [...made.vault.state.setAside.keys()];
    const [id] = [...made.vault.state.sources.keys()];
    if (key === undefined || id === undefined) throw new Error('two stand apart');
    expect((await entryDetail(made.vault, key)).line.setAside).toBe('unclear');
    await claimEntries(made.vault, { source: id, key });
    await take(made.vault, [aPatient(), ...strangers]);
    expect(await apart(made.vault)).toEqual(['Clozapine: unclear']);
    expect(await apart(await reopened(made))).toEqual(['Clozapine: unclear']);
  });
});

describe('an entry of which the person says that it is not about them', () => {
  it('stays apart, is asked about no more, and stays so when it comes again', async () => {
    const made = await aVault();
    await take(made.vault, [aPatient(), ...strangers]);
    const [key] = [...made.vault.state.setAside.keys()];
    const [id] = [...made.vault.state.sources.keys()];
    if (key === undefined || id === undefined) throw new Error('two stand apart');
    await disownEntry(made.vault, { source: id, key });
    await take(made.vault, [aPatient(), ...strangers]);
    for (const vault of [made.vault, await reopened(made)]) {
      expect(await apart(vault)).toEqual(['Clozapine: unclear']);
      expect(overviewOf(vault, recordView(vault, undefined)).setAside).toBe(1);
      expect((await entryDetail(vault, key)).line.setAside).toBe('not-mine');
      expect(await sourceDetails(vault, id)).toMatchObject({
        ...{ setAside: 2, source: { state: 'partial', skipped: [{ ...inDoubt, count: 2 }] } },
      });
      expect(await seen(vault)).not.toContain('Schizophrenia');
    }
  });

  it('is not taken in with all others, and is where the person says so after all', async () => {
    const made = await aVault();
    await take(made.vault, [aPatient(), ...strangers]);
    const [key] = [...made.vault.state.setAside.keys()];
    const [id] = [...made.vault.state.sources.keys()];
    if (key === undefined || id === undefined) throw new Error('two stand apart');
    await disownEntry(made.vault, { source: id, key });
    expect(await claimEntries(made.vault, { source: id })).toBe(1);
    expect(await seen(made.vault)).not.toContain('Schizophrenia');
    expect(await claimEntries(made.vault, { source: id, key })).toBe(1);
    expect(await seen(made.vault)).toContain('Schizophrenia');
  });

  it('tells whom it names, and whose record this is', async () => {
    const { vault } = await aVault();
    const doubtful = { ...strangers[0], subject: { display: 'M. E. Hollinby' } };
    await take(vault, [aPatient(), hers, doubtful]);
    const [key] = [...vault.state.setAside.keys()];
    if (key === undefined) throw new Error('one stands apart');
    expect((await entryDetail(vault, key)).aboutWhom).toEqual({
      ...{ names: ['M. E. Hollinby'], here: 'Margaret Hale' },
    });
    const own = vault.state.entries.newest.map((row) => vault.state.entries.storedAt(row).card.key);
    for (const one of own.filter((other) => other !== key)) {
      expect((await entryDetail(vault, one)).aboutWhom).toBeUndefined();
    }
  });
});

describe('a row of the log that says what stands apart', () => {
  it('is made anew from the entries where it is lost', async () => {
    const made = await aVault();
    await take(made.vault, [aPatient(), hers]);
    const before = new Set(made.rows.log.keys());
    const unclear = { ...strangers[0], subject: { display: 'Owen Zwicky' } };
    await take(made.vault, [aPatient(), hers, unclear], 'second.json');
    expect(await apart(made.vault)).toEqual(['Schizophrenia: unclear']);
    const rows = [...made.rows.log.keys()].filter((seq) => !before.has(seq));
    made.rows.catalogue.clear();
    made.rows.log.delete(rows.at(-1) ?? 0);
    const again = await reopened(made);
    expect(await apart(again)).toEqual([]);
    await lookedOverVault(again);
    expect(await apart(again)).toEqual(['Schizophrenia: unclear']);
    expect(await seen(again)).not.toContain('Schizophrenia');
  });
});

describe('what an earlier program took in', () => {
  /** Stored as a program left it that did not tell whose its entries are. */
  async function anEarlierVault() {
    const made = await aVault();
    const { vault } = made;
    const id = 'file-earlier' as SourceId; // as one program or another made it
    const medicine = { resourceType: 'Medication', id: 'm', code: { text: 'Lithium' } };
    const theirs = {
      ...strangers[1],
      id: 's4',
      medicationReference: { reference: 'Medication/m' },
    };
    const resources = [aPatient(), hers, ...strangers, theirs, medicine];
    const { resources: arrived } = readIncoming(aBundle(resources));
    const ready = await readyEntries(arrived, id, clock().toISOString());
    const { fresh } = sortEntries(vault.state, ready);
    const source: Source = {
      ...{ id, kind: 'file', name: 'earlier.json', addedAt: clock().toISOString() },
      ...{ state: 'complete', received: { Condition: 2 }, stored: {}, skipped: [], warnings: [] },
    };
    await commit(vault, [
      ...entriesChanges(fresh),
      { events: [{ kind: 'source', source }, ...personEvent(vault.state, fresh)] },
    ]);
    return { made, vault, id };
  }

  it('is looked over once and set apart; nothing is deleted, and nothing is not told', async () => {
    const { vault, id } = await anEarlierVault();
    await lookedOverVault(vault);
    expect(await seen(vault)).toContain('Gout');
    expect(await seen(vault)).not.toMatch(/Schizophrenia|Clozapine|Lithium/);
    expect(await apart(vault)).toEqual([
      ...['Clozapine (also: Lithium): other', 'Clozapine: other', 'Lithium: other'],
      'Schizophrenia: other',
    ]);
    expect(overviewOf(vault, recordView(vault, undefined)).setAside).toBe(4);
    expect(vault.state.sources.get(id)).toMatchObject({
      ...{ whoseRules: 1, state: 'partial', skipped: [{ ...inDoubt, count: 4 }] },
    });
    expect(stored(vault)).toContain('Schizophrenia');
    expect(vault.state.entries.size).toBe(6);
  });

  it('is read also where there is no room to set anything apart, and no summary is made then', async () => {
    const { made, vault } = await anEarlierVault();
    const session = newVaultSession(memoryEnvironment(made.stores));
    session.vault = vault;
    made.rows.fault = 'vault-storage-full';
    expect(await overviewCalls(session).checked()).toMatchObject({ ok: true });
    expect(await shareCalls(session).summaryDraft()).toMatchObject({ code: 'vault-storage-full' });
    made.rows.fault = undefined;
    expect(await shareCalls(session).summaryDraft()).toMatchObject({ ok: true });
    expect(await apart(vault)).toHaveLength(4);
  });

  it('is set apart also where the first look was broken off, and stays so when opened again', async () => {
    const { made, vault } = await anEarlierVault();
    for (const after of [0, 1]) {
      made.rows.faultAfter = after;
      await expect(lookedOverVault(vault)).rejects.toThrow('vault-storage-failed');
    }
    made.rows.faultAfter = undefined;
    const again = await reopened(made);
    await lookedOverVault(again);
    expect(await seen(again)).not.toMatch(/Schizophrenia|Clozapine|Lithium/);
    expect(await apart(await reopened(made))).toHaveLength(4);
  });
});
