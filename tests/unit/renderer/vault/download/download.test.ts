import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../../shared/base/error.ts';
import { fromUtf8, utf8 } from '../../../../../shared/base/bytes.ts';
import { damagedRowCount } from '../../../../../renderer/vault/open-vault/damage.ts';
import { download } from '../../../../../renderer/vault/download/download.ts';
import { attachmentContent } from '../../../../../renderer/vault/record/entry-detail.ts';
import { addServer, serverAccess } from '../../../../../renderer/vault/sources/server-source.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import type { Progress } from '../../../../../renderer/vault/api/files.ts';
import {
  aBundle,
  aCondition,
  aFile,
  aPatient,
  aVault,
  linesIn,
  reopened,
  take,
} from '../builders.ts';
import { aPage, fakeMain, type FakeServer } from '../fake-main.ts';
import { everythingStored } from '../memory.ts';

const clock = () => new Date('2026-11-22T09:00:00Z');
const newServer = {
  name: 'Northgate Hospital',
  fhirBaseUrl: 'https://example.org/fhir',
  patientId: 'p1',
  access: { kind: 'open' },
} as const;

async function pull(
  vault: OpenVault,
  server: FakeServer,
  options: {
    acceptOtherPerson?: boolean;
    cancelAt?: number;
    /** Called when a page has been stored, with how many there have been. */
    afterPage?: (pages: number) => void;
  } = {},
) {
  const source = await addServer(vault, newServer, clock);
  const controller = new AbortController();
  const heard: Progress[] = [];
  const beforeStep = (at: number) => {
    server.beforeStep?.(at);
    if (at === options.cancelAt) controller.abort();
  };
  const { main, asked } = fakeMain({ ...server, beforeStep });
  const work = download(vault, source, {
    main,
    clock,
    options: { acceptOtherPerson: options.acceptOtherPerson ?? false },
    progress: (progress) => {
      heard.push(progress);
      options.afterPage?.(heard.length);
    },
    signal: controller.signal,
  });
  return { source, work, asked, heard };
}

function access(name: string) {
  return {
    kind: 'token',
    accessToken: `canary-${name}`,
    refreshToken: 'canary-refresh',
    tokenEndpoint: 'https://example.org/token',
    issuer: 'https://example.org',
    clientId: 'patient-held-record',
  } as const;
}

const patientPage = aPage('Patient', [aPatient()]);

describe('a download', () => {
  it('stores what comes, counts it and ends complete', async () => {
    const made = await aVault();
    const { source, work, heard, asked } = await pull(made.vault, {
      steps: [patientPage, aPage('Condition', [aCondition('c1', 'Gout')])],
    });
    expect(await work).toMatchObject({
      kind: 'stored',
      added: 2,
      source: {
        state: 'complete',
        received: { Patient: 1, Condition: 1 },
        stored: { Patient: 1, Condition: 1 },
        skipped: [],
        lastSuccessAt: '2026-11-22T09:00:00.000Z',
      },
    });
    expect(heard.map(({ doing, received }) => [doing, received])).toEqual([
      ['Patient', 1],
      ['Condition', 2],
    ]);
    expect(asked.at(-1)?.channel).toBe('sync:close');
    const again = await reopened(made);
    expect(again.state.entries.size).toBe(2);
    expect(again.state.checkpoints.has(source)).toBe(false);
  });

  it('stores a page together with its checkpoint, in one transaction', async () => {
    const { vault, rows } = await aVault();
    const steps = [patientPage, aPage('Condition', [aCondition('c1', 'Gout')])];
    const afterPage = (pages: number) => {
      if (pages !== 2) return;
      const last = rows.transactions.at(-1);
      expect(last?.segments).toHaveLength(1);
      expect(last?.log).toHaveLength(1);
      expect(last?.head).toBeDefined();
      expect(vault.state.checkpoints.get(source)).toEqual({ done: ['Condition'] });
    };
    const { source, work, heard } = await pull(vault, { steps }, { afterPage });
    expect(await work).toMatchObject({ kind: 'stored' });
    expect(heard).toHaveLength(2);
  });

  it('writes nothing for a page with nothing on it, and goes on behind it', async () => {
    const { vault, rows } = await aVault();
    const empty = aPage('Goal', [], { checkpoint: { done: ['Patient', 'Goal'] } });
    const written: number[] = [];
    const { work } = await pull(
      vault,
      { steps: [patientPage, empty, aPage('Condition', [aCondition('c1', 'Gout')])] },
      { afterPage: () => written.push(rows.transactions.length) },
    );
    expect(await work).toMatchObject({ added: 2, source: { state: 'complete' } });
    const [patient = 0] = written;
    expect(written.at(-1)).toBe(patient + 1);
  });

  it('stores what came while it stored together, with the last checkpoint', async () => {
    const made = await aVault();
    const behind = (page: number) => ({
      ...{ done: ['Patient'], job: 'Condition', next: `page ${String(page + 1)}` },
    });
    const pages = [1, 2, 3].map((page) =>
      aPage('Condition', [aCondition(`c${String(page)}`, 'Gout'), aCondition('twice', 'Cough')], {
        checkpoint: behind(page),
      }),
    );
    const steps = [patientPage, ...pages, new AppError('sign-in-expired')];
    let askedLast: () => void = () => undefined;
    const lastAsked = new Promise<void>((resolve) => {
      askedLast = resolve;
    });
    const beforeStep = (at: number) => {
      if (at === steps.length - 1) askedLast();
    };
    const write = made.vault.store.write.bind(made.vault.store);
    const checkpoints: unknown[] = [];
    made.vault.store.write = async (rows) => {
      const isFirstPage = made.vault.state.entries.size === 1;
      if (isFirstPage) await lastAsked;
      await write(rows);
    };
    const afterPage = () => checkpoints.push(made.vault.state.checkpoints.get(source));
    const { source, work } = await pull(made.vault, { steps, beforeStep }, { afterPage });
    await expect(work).rejects.toMatchObject({ code: 'sign-in-expired' });
    const again = await reopened(made);
    expect(again.state.entries.size).toBe(5);
    expect(again.state.sources.get(source)?.received).toEqual({ Patient: 1, Condition: 4 });
    expect(checkpoints).toEqual([{ done: ['Patient'] }, behind(1), behind(3)]);
  });

  it('asks for the next page while it stores one', async () => {
    const { vault } = await aVault();
    const entriesWhenAsked: number[] = [];
    const { work } = await pull(vault, {
      steps: [patientPage, aPage('Condition', [aCondition('c1', 'Gout')])],
      beforeStep: () => entriesWhenAsked.push(vault.state.entries.size),
    });
    await work;
    expect(entriesWhenAsked).toEqual([0, 0, 1]);
  });

  it('goes on where a cancelled one stopped', async () => {
    const { vault } = await aVault();
    const first = await pull(vault, { steps: [patientPage] }, { cancelAt: 0 });
    expect(await first.work).toMatchObject({ kind: 'stored', source: { state: 'cancelled' } });
    const second = await pull(vault, { steps: [aPage('Condition', [aCondition('c1', 'Gout')])] });
    expect(await second.work).toMatchObject({
      source: { state: 'complete', received: { Patient: 1, Condition: 1 } },
    });
    expect(second.asked[0]).toMatchObject({
      channel: 'sync:open',
      // Who it is about is asked again.
      input: { checkpoint: { done: [] } },
    });
    expect(second.source).toBe(first.source);
  });

  it('is a part, and says of what, when the server refuses a job', async () => {
    const { vault } = await aVault();
    const { work } = await pull(vault, {
      steps: [
        patientPage,
        {
          kind: 'refused',
          job: 'Observation?category=laboratory',
          reason: 'server-refused',
          checkpoint: { done: ['Patient', 'Observation?category=laboratory'] },
          jobsDone: 2,
          jobsTotal: 3,
        },
        aPage('Condition', [aCondition('c1', 'Gout')]),
      ],
    });
    expect(await work).toMatchObject({
      added: 2,
      source: {
        state: 'partial',
        skipped: [{ type: 'Observation', reason: 'server-refused', count: 1 }],
      },
    });
  });

  it('names nonsense among the entries and keeps the rest', async () => {
    const { vault } = await aVault();
    const text = `{"resourceType":"Bundle","entry":[null,{"resource":{"id":"x"}},7,{"resource":${JSON.stringify(aCondition('c1', 'Gout'))}}]}`;
    const { work } = await pull(vault, {
      steps: [patientPage, aPage('Condition', [], { text }), aPage('Goal', [], { text: '<p>' })],
    });
    expect(await work).toMatchObject({
      added: 2,
      source: {
        state: 'partial',
        skipped: [
          { type: 'entry', reason: 'no-resource', count: 2 },
          { type: 'entry', reason: 'no-resource-type', count: 1 },
          { type: 'Goal', reason: 'server-broken', count: 1 },
        ],
      },
    });
  });

  it('counts an entry that two jobs bring once', async () => {
    const { vault } = await aVault();
    const page = aPage('Condition', [aCondition('c1', 'Gout')]);
    const { work } = await pull(vault, { steps: [patientPage, page, page] });
    expect(await work).toMatchObject({ same: 1, source: { received: { Condition: 1 } } });
  });

  it('keeps what came before the sign-in expired, and is not called whole', async () => {
    const made = await aVault();
    const steps = [patientPage, new AppError('sign-in-expired')];
    const { source, work } = await pull(made.vault, { steps });
    await expect(work).rejects.toMatchObject({ code: 'sign-in-expired' });
    const again = await reopened(made);
    expect(again.state.entries.size).toBe(1);
    expect(again.state.sources.get(source)).toMatchObject({ state: 'partial' });
    expect(again.state.checkpoints.get(source)).toEqual({ done: ['Patient'] });
  });

  it('stops whole when the disk is full, and can go on later', async () => {
    const made = await aVault();
    const steps = [patientPage, aPage('Condition', [aCondition('c1', 'Gout')])];
    const afterPage = () => {
      made.rows.fault = 'vault-storage-full';
    };
    const { work } = await pull(made.vault, { steps }, { afterPage });
    await expect(work).rejects.toMatchObject({ code: 'vault-storage-full' });
    made.rows.fault = undefined;
    const again = await reopened(made);
    expect(damagedRowCount(again)).toBe(0);
    expect([...again.state.sources.values()][0]?.state).toBe('downloading');
    const { work: more } = await pull(again, {
      steps: [aPage('Condition', [aCondition('c1', 'Gout')])],
    });
    expect(await more).toMatchObject({ added: 1, source: { state: 'complete' } });
  });

  it('keeps the access that the server gave anew, sealed', async () => {
    const letter = {
      resourceType: 'DocumentReference',
      id: 'd1',
      author: [{ reference: 'Practitioner/x' }],
      content: [{ attachment: { url: 'Binary/b1' } }],
    };
    const page = aPage('DocumentReference', [letter]);
    const answers: Readonly<Record<string, Omit<FakeServer, 'steps'>>> = {
      page: {},
      read: { reads: { 'Practitioner/x': { access: access('read'), reason: 'not-found' } } },
      attachment: {
        attachments: { 'Binary/b1': { access: access('attachment'), bytes: utf8('a') } },
      },
      closing: { closing: { access: access('closing') } },
    };
    for (const [name, answer] of Object.entries(answers)) {
      const made = await aVault();
      const first = aPage('Patient', [aPatient()], name === 'page' ? { access: access(name) } : {});
      const { source, work } = await pull(made.vault, { steps: [first, page], ...answer });
      await work;
      expect(await serverAccess((await reopened(made)).secrets, source)).toEqual(access(name));
      expect(everythingStored(made.rows)).not.toMatch(/canary|example\.org|Northgate/);
    }
  });
});

describe('a download of another person', () => {
  const steps = [patientPage, aPage('Condition', [aCondition('c1', 'Gout')])];
  const owen = aFile(aBundle([aPatient({ id: 'o', name: 'Owen Price', birthDate: '1980' })]));

  it('is held before anything of it is stored', async () => {
    const { vault } = await aVault();
    await take(vault, owen);
    const { work, asked } = await pull(vault, { steps });
    expect(await work).toMatchObject({ kind: 'held', differences: [{ what: 'birth date' }, {}] });
    expect(vault.state.entries.size).toBe(1);
    // The second page was on its way already, and was let go.
    const channels = ['sync:open', 'sync:waits', 'sync:next', 'sync:next', 'sync:close'];
    expect(asked.map(({ channel }) => channel)).toEqual(channels);
  });

  it('is taken in when the person says so', async () => {
    const { vault } = await aVault();
    await take(vault, owen);
    const { work } = await pull(vault, { steps }, { acceptOtherPerson: true });
    expect(await work).toMatchObject({ kind: 'stored', added: 2 });
  });
});

describe('what entries point to', () => {
  const request = {
    resourceType: 'MedicationRequest',
    id: 'm1',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/p1' },
    medicationReference: { reference: 'Medication/x1' },
    requester: { reference: 'Practitioner/gone' },
  };

  it('is read once, in rounds, and what the server lacks is named', async () => {
    const { vault } = await aVault();
    const medication = {
      resourceType: 'Medication',
      id: 'x1',
      code: { text: 'Metformin 500 mg tablets' },
      manufacturer: { reference: 'Organization/o1' },
    };
    const organization = { resourceType: 'Organization', id: 'o1', name: 'Acme' };
    const { work, asked } = await pull(vault, {
      steps: [patientPage, aPage('MedicationRequest', [request, { ...request, id: 'm2' }])],
      reads: {
        'Medication/x1': { text: JSON.stringify(medication) },
        'Organization/o1': { text: JSON.stringify(organization) },
      },
    });
    expect(await work).toMatchObject({
      added: 5,
      source: {
        state: 'partial',
        received: { MedicationRequest: 2, Medication: 1, Organization: 1 },
        skipped: [{ type: 'Practitioner', reason: 'not-found', count: 1 }],
      },
    });
    const reads = asked.filter(({ channel }) => channel === 'sync:read');
    expect(reads).toHaveLength(3);
    const line = (await linesIn(vault)).find((one) => one.resourceId === 'm1');
    expect(line?.title).toBe('Metformin 500 mg tablets');
  });
});

describe('attachments by address', () => {
  const letter = (id: string, url: string) => ({
    resourceType: 'DocumentReference',
    id,
    status: 'current',
    subject: { reference: 'Patient/p1' },
    content: [{ attachment: { contentType: 'application/pdf', url, title: 'Clinic letter' } }],
  });

  it('are fetched, sealed and opened again; one that is missing is named', async () => {
    const made = await aVault();
    const { work, source } = await pull(made.vault, {
      steps: [
        patientPage,
        aPage('DocumentReference', [letter('d1', 'Binary/b1'), letter('d2', 'Binary/b2')]),
      ],
      attachments: {
        'Binary/b1': { bytes: utf8('%PDF canary-letter'), contentType: 'application/pdf' },
      },
    });
    expect(await work).toMatchObject({
      source: {
        state: 'partial',
        skipped: [{ type: 'DocumentReference', reason: 'attachment-missing', count: 1 }],
      },
    });
    const again = await reopened(made);
    const keys = [...again.state.entries.values()].map(({ card }) => card.key);
    const [d1, d2] = ['d1', 'd2'].map((id) => keys.find((key) => key.endsWith(`|${id}`)));
    if (d1 === undefined || d2 === undefined) throw new Error('both letters were stored');
    const content = await attachmentContent(again, d1, 0);
    expect(fromUtf8(content.bytes)).toBe('%PDF canary-letter');
    expect(content).toMatchObject({
      contentType: 'application/pdf',
      fileName: 'Clinic letter.pdf',
    });
    await expect(attachmentContent(again, d2, 0)).rejects.toMatchObject({
      code: 'download-incomplete',
    });
    expect(everythingStored(made.rows)).not.toContain('canary');
    const more = await pull(again, { steps: [patientPage] });
    await more.work;
    expect(more.source).toBe(source);
    const asked = more.asked.filter(({ channel }) => channel === 'sync:attachment');
    expect(asked).toHaveLength(1);
  });
});
