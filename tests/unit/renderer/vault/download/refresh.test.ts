import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../../shared/base/error.ts';
import { utf8 } from '../../../../../shared/base/bytes.ts';
import type { Checkpoint, SyncStep } from '../../../../../shared/ipc/sync.ts';
import type { SkipReason, Source } from '../../../../../shared/record/source.ts';
import type { IngestOptions } from '../../../../../renderer/vault/api/files.ts';
import { download } from '../../../../../renderer/vault/download/download.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { documentHostsToAsk } from '../../../../../renderer/vault/sources/document-hosts.ts';
import { addServer, changeSource } from '../../../../../renderer/vault/sources/server-source.ts';
import { aBundle, aCondition, aFile, aPatient, aVault, reopened, take } from '../builders.ts';
import { aPage, fakeMain, type FakeServer } from '../fake-main.ts';

const dayMs = 24 * 60 * 60_000;
const firstDay = Date.parse('2026-11-01T09:00:00Z');
const startOf = (day: number) => new Date(firstDay + day * dayMs).toISOString();
const newServer = {
  name: 'Northgate Hospital',
  fhirBaseUrl: 'https://example.org/fhir',
  patientId: 'p1',
  access: { kind: 'open' },
} as const;
const jobs = ['Patient', 'Condition', 'Observation'];

type Day = Partial<FakeServer> & {
  readonly mode?: IngestOptions['mode'];
  readonly cancelAt?: number;
  readonly acceptOtherPerson?: boolean;
  /** The steps say themselves what became of the Patient. */
  readonly withoutPatient?: true;
};

/** Downloads on a day after the first; `asked` is what the server was opened with. */
async function downloadOn(vault: OpenVault, day: number, server: Day) {
  const clock = () => new Date(firstDay + day * dayMs);
  const id = await addServer(vault, newServer, clock);
  const controller = new AbortController();
  const { main, asked } = fakeMain({
    steps: [...(server.withoutPatient ? [] : [patientPage]), ...(server.steps ?? [])],
    ...(server.reads === undefined ? {} : { reads: server.reads }),
    ...(server.attachments === undefined ? {} : { attachments: server.attachments }),
    ...(server.closed === undefined ? {} : { closed: server.closed }),
    opened: { jobs, startedAt: startOf(day), ...server.opened },
    beforeStep: (at) => {
      if (at === server.cancelAt) controller.abort();
    },
  });
  const { mode, acceptOtherPerson = false } = server;
  const answer = await download(vault, id, {
    ...{ main, clock, signal: controller.signal, progress: () => undefined },
    options: { acceptOtherPerson, ...(mode === undefined ? {} : { mode }) },
  });
  const [opening] = asked;
  return {
    ...{ id, answer, asked },
    since: (opening?.input as { since?: string }).since,
    whole: (opening?.input as { whole?: string[] }).whole,
    source: sourceIn(vault),
  };
}

function sourceIn(vault: OpenVault): Source {
  const [source] = vault.state.sources.values();
  if (source === undefined) throw new Error('there is a source');
  return source;
}

const patientPage = aPage('Patient', [aPatient()]);
const conditions = (...ids: string[]) =>
  aPage(
    'Condition',
    ids.map((id) => aCondition(id, `Problem ${id}`)),
  );

function refused(job: string, reason: Extract<SyncStep, { kind: 'refused' }>['reason']): SyncStep {
  const checkpoint: Checkpoint = { done: ['Patient', job] };
  return { kind: 'refused', job, reason, checkpoint, jobsDone: 2, jobsTotal: 3 };
}

/** There is nothing at the address of a type that the server never said it has. */
function notThere(job: string): SyncStep {
  return { ...refused(job, 'server-refused'), mayNotBeOffered: true } as SyncStep; // a refusal
}

const marked = (vault: OpenVault) =>
  [...vault.state.notSupplied].map(([key, at]) => [key.split('|').at(-1), at.slice(0, 10)]);

describe('a server that was downloaded before', () => {
  it('is asked for what changed since the last download began, with ten minutes to spare', async () => {
    const { vault } = await aVault();
    const first = await downloadOn(vault, 0, { steps: [conditions('c1')] });
    expect(first.since).toBeUndefined();
    expect(first.source).toMatchObject({ lastFullAt: startOf(0), askedSince: startOf(0) });
    const second = await downloadOn(vault, 1, { steps: [conditions('c2')] });
    expect(second.since).toBe('2026-11-01T08:50:00.000Z');
    expect(second.source).toMatchObject({
      state: 'complete',
      lastFullAt: startOf(0),
      lastSuccessAt: startOf(1),
      askedSince: startOf(1),
      received: { Patient: 1, Condition: 2 },
      sinceSupport: 'yes',
      news: { at: startOf(1), added: 1, changed: 0, notSupplied: 0 },
    });
  });

  it('finds nothing new where only its own bookkeeping changed', async () => {
    const { vault } = await aVault();
    const noted = (day: number) => ({
      ...aCondition('c1', 'Gout', { meta: { versionId: String(day), lastUpdated: startOf(day) } }),
    });
    const withoutId = (day: number) => ({ ...noted(day), id: undefined });
    await downloadOn(vault, 0, { steps: [aPage('Condition', [noted(0), withoutId(0)])] });
    const again = await downloadOn(vault, 1, {
      steps: [aPage('Condition', [noted(1), withoutId(1)])],
    });
    expect(again.answer).toMatchObject({ added: 0, changed: 0, same: 3 });
    expect(vault.state.entries.size).toBe(3);
  });

  it('keeps two entries apart whose ids differ only in case', async () => {
    const { vault } = await aVault();
    await downloadOn(vault, 0, { steps: [conditions('abc', 'ABC')] });
    expect(vault.state.entries.size).toBe(3);
  });

  it('is asked for everything after thirty days, where the person wants it, and where it cannot be asked otherwise', async () => {
    const { vault } = await aVault();
    await downloadOn(vault, 0, { steps: [] });
    expect((await downloadOn(vault, 29, { steps: [] })).since).toBeDefined();
    expect((await downloadOn(vault, 29, { steps: [], mode: 'everything' })).since).toBeUndefined();
    expect((await downloadOn(vault, 60, { steps: [], mode: 'changes' })).since).toBeDefined();
    expect((await downloadOn(vault, 60, { steps: [] })).since).toBeUndefined();
    const told = await downloadOn(vault, 61, { steps: [], opened: { since: false } });
    expect(told.source.sinceSupport).toBe('no');
    expect((await downloadOn(vault, 62, { steps: [] })).since).toBeUndefined();
  });

  it('is not asked for changes again once it answered what had not changed', async () => {
    const { vault } = await aVault();
    const old = aCondition('c1', 'Gout', { meta: { lastUpdated: '2019-01-01T00:00:00Z' } });
    await downloadOn(vault, 0, { steps: [aPage('Condition', [old])] });
    const again = await downloadOn(vault, 1, { steps: [aPage('Condition', [old])] });
    expect(again.answer).toMatchObject({ added: 0, same: 2 });
    expect(again.source).toMatchObject({ sinceSupport: 'no', received: { Condition: 1 } });
    expect((await downloadOn(vault, 2, { steps: [] })).since).toBeUndefined();
  });

  it('is asked again from where it was when something is refused that was not before, and for that type whole', async () => {
    const { vault } = await aVault();
    await downloadOn(vault, 0, { steps: [conditions('c1')] });
    const second = await downloadOn(vault, 1, { steps: [refused('Condition', 'server-busy')] });
    expect(second.source).toMatchObject({ state: 'partial', askedSince: startOf(0) });
    const third = await downloadOn(vault, 2, { steps: [conditions('c1', 'c2')] });
    expect(third).toMatchObject({ since: '2026-11-01T08:50:00.000Z', whole: ['Condition'] });
    expect(third.source).toMatchObject({ state: 'complete', skipped: [], askedSince: startOf(2) });
  });

  it('moves on where only that is refused which was refused before', async () => {
    const { vault } = await aVault();
    const skipped = [{ type: 'Observation', reason: 'server-refused', count: 1 }];
    for (const day of [0, 1, 2]) {
      const { source, whole } = await downloadOn(vault, day, {
        steps: [refused('Observation', 'server-refused')],
      });
      expect(source).toMatchObject({ state: 'partial', skipped, askedSince: startOf(day) });
      expect(whole).toEqual(day === 0 ? undefined : ['Observation']);
    }
  });

  it('keeps the day of what is complete when a later try ends early, with why', async () => {
    const made = await aVault();
    await downloadOn(made.vault, 0, { steps: [conditions('c1')] });
    const steps = [conditions('c2'), new AppError('sign-in-expired')];
    const trying = downloadOn(made.vault, 1, { steps });
    await expect(trying).rejects.toMatchObject({ code: 'sign-in-expired' });
    const again = await reopened(made);
    expect(sourceIn(again)).toMatchObject({
      state: 'complete',
      lastSuccessAt: startOf(0),
      askedSince: startOf(0),
      lastTriedAt: startOf(1),
      lastProblem: 'sign-in-expired',
      received: { Condition: 1 },
      underWay: { received: { Condition: 2 } },
    });
    const third = await downloadOn(again, 2, { steps: [] });
    expect(third.asked[0]?.input).toMatchObject({ checkpoint: { done: ['Condition'] } });
    expect(third.source.lastProblem).toBeUndefined();
    expect(third.source.underWay).toBeUndefined();
    expect(third.source.received).toEqual({ Patient: 1, Condition: 2 });
  });

  it('says why it could not even be opened', async () => {
    const { vault } = await aVault();
    await downloadOn(vault, 0, { steps: [] });
    const gone = downloadOn(vault, 1, { closed: new AppError('server-unreachable') });
    await expect(gone).rejects.toMatchObject({ code: 'server-unreachable' });
    expect(sourceIn(vault)).toMatchObject({
      state: 'complete',
      lastTriedAt: startOf(1),
      lastProblem: 'server-unreachable',
    });
  });
});

describe('the watermark', () => {
  it('moves only in the transaction in which the download ends: whenever it is killed, what changed is asked for again', async () => {
    const made = await aVault();
    await downloadOn(made.vault, 0, { steps: [conditions('c1')] });
    const before = made.rows.transactions.length;
    await downloadOn(made.vault, 1, { steps: [conditions('c2'), conditions('c3')] });
    const all = made.rows.transactions.length;
    expect(all - before).toBeGreaterThan(3);
    for (let kept = before; kept <= all; kept += 1) {
      const { stores, rows, vault, recoveryCode } = await aVault();
      await downloadOn(vault, 0, { steps: [conditions('c1')] });
      // From here on, nothing reaches the disk any more.
      rows.faultAfter = kept - before;
      await downloadOn(vault, 1, { steps: [conditions('c2'), conditions('c3')] }).catch(
        () => undefined,
      );
      rows.faultAfter = undefined;
      const again = await reopened({ stores, rows, vault, recoveryCode });
      const isOver = kept === all;
      expect(sourceIn(again).askedSince).toBe(startOf(isOver ? 1 : 0));
      const { source } = await downloadOn(again, 2, {
        steps: [conditions('c2'), conditions('c3')],
      });
      expect(again.state.entries.size).toBe(4);
      expect(source).toMatchObject({ state: 'complete', received: { Condition: 3 } });
    }
  });
});

describe('a type of which there is nothing at its address', () => {
  it('is not offered where none ever came, and takes nothing from what is complete', async () => {
    const { vault } = await aVault();
    const first = await downloadOn(vault, 0, {
      steps: [conditions('c1'), notThere('Observation')],
    });
    const skipped = [{ type: 'Observation', reason: 'not-offered', count: 1 }];
    expect(first.source).toMatchObject({ state: 'complete', skipped });
    const second = await downloadOn(vault, 1, { steps: [notThere('Observation')] });
    expect(second.whole).toEqual(['Observation']);
    expect(second.source).toMatchObject({ state: 'complete', skipped, askedSince: startOf(1) });
  });

  it('is refused where some came before', async () => {
    const { vault } = await aVault();
    await downloadOn(vault, 0, { steps: [conditions('c1')] });
    const { source } = await downloadOn(vault, 1, { steps: [notThere('Condition')] });
    expect(source).toMatchObject({
      state: 'partial',
      skipped: [{ type: 'Condition', reason: 'server-refused', count: 1 }],
    });
    expect(marked(vault)).toEqual([]);
  });

  it('may be missing where the server gave nothing else either', async () => {
    const { vault } = await aVault();
    const { source } = await downloadOn(vault, 0, { steps: [notThere('Condition')] });
    expect(source).toMatchObject({ state: 'partial' });
  });
});

describe('a server that does not give the Patient', () => {
  const nobody = [refused('Patient', 'server-refused'), conditions('c1')];
  const own = aFile(aBundle([aPatient()]));
  const fetch = (vault: OpenVault, day: number, acceptOtherPerson = false) =>
    downloadOn(vault, day, { steps: nobody, withoutPatient: true, acceptOtherPerson });

  it('is held before anything is stored, let in by the owner, and not asked about again', async () => {
    const { vault } = await aVault();
    await take(vault, own);
    const before = vault.state.entries.size;
    expect((await fetch(vault, 0)).answer).toEqual({ kind: 'held', differences: [] });
    expect(vault.state.entries.size).toBe(before);
    const source = [...vault.state.sources.values()].find(({ kind }) => kind === 'server');
    expect(source).toMatchObject({ lastProblem: 'download-person-unknown' });
    expect((await fetch(vault, 1, true)).answer).toMatchObject({ kind: 'stored', added: 1 });
    expect((await fetch(vault, 2)).answer).toMatchObject({ kind: 'stored', same: 1 });
  });

  it('is let in to a record that is empty: there is nobody to be mixed with', async () => {
    const { vault } = await aVault();
    expect((await fetch(vault, 0)).answer).toMatchObject({ kind: 'stored', added: 1 });
  });
});

describe('entries that a source does not supply any more', () => {
  it('are marked with the day, kept, and not marked any more once they come again', async () => {
    const made = await aVault();
    const { vault } = made;
    await downloadOn(vault, 0, { steps: [conditions('c1', 'c2')] });
    const second = await downloadOn(vault, 40, { steps: [conditions('c1')] });
    expect(marked(vault)).toEqual([['c2', '2026-12-11']]);
    expect(second.source.news).toMatchObject({ notSupplied: 1 });
    await downloadOn(vault, 80, { steps: [conditions('c1')] });
    expect(marked(await reopened(made))).toEqual([['c2', '2026-12-11']]);
    expect(vault.state.entries.size).toBe(3);
    await downloadOn(vault, 81, { steps: [conditions('c2')] });
    expect(marked(await reopened(made))).toEqual([]);
  });

  const doubtful: Readonly<Record<string, Day>> = {
    'only changes were asked for': { steps: [conditions('c1')], mode: 'changes' },
    'there is nothing at the address of their type now': { steps: [notThere('Condition')] },
    'their type was refused': { steps: [refused('Condition', 'server-refused')] },
    'the server warned of more': {
      steps: [
        aPage('Condition', [
          aCondition('c1', 'Problem c1'),
          {
            resourceType: 'OperationOutcome',
            issue: [{ severity: 'warning', code: 'incomplete', diagnostics: 'more to come' }],
          },
        ]),
      ],
    },
    'their type was not asked for': { steps: [], opened: { jobs: ['Patient'] } },
    'a page could not be read': { steps: [aPage('Condition', [], { text: '<p>' })] },
  };
  it.each(Object.entries(doubtful))('are not marked where %s', async (_, day) => {
    const { vault } = await aVault();
    await downloadOn(vault, 0, { steps: [conditions('c1', 'c2')] });
    await downloadOn(vault, 40, day);
    expect(marked(vault)).toEqual([]);
  });

  it('are not marked by a download that went on from where another one stopped', async () => {
    const { vault } = await aVault();
    await downloadOn(vault, 0, { steps: [conditions('c1', 'c2')] });
    await downloadOn(vault, 40, { steps: [conditions('c1')], cancelAt: 2 });
    expect(sourceIn(vault).state).toBe('cancelled');
    await downloadOn(vault, 41, { steps: [] });
    expect(sourceIn(vault).state).toBe('complete');
    expect(marked(vault)).toEqual([]);
  });

  it('are not marked where they were read by reference', async () => {
    const { vault } = await aVault();
    const seen = aCondition('c1', 'Gout', { recorder: { reference: 'Practitioner/d1' } });
    const doctor = JSON.stringify({ resourceType: 'Practitioner', id: 'd1' });
    await downloadOn(vault, 0, {
      steps: [aPage('Condition', [seen])],
      reads: { 'Practitioner/d1': { text: doctor } },
      opened: { jobs: [...jobs, 'Practitioner'] },
    });
    await downloadOn(vault, 40, { steps: [conditions('c1')] });
    expect(vault.state.entries.size).toBe(3);
    expect(marked(vault)).toEqual([]);
  });
});

describe('attachments that could not be fetched', () => {
  const letter = (id: string, url: string) => ({
    resourceType: 'DocumentReference',
    id,
    content: [{ attachment: { url } }],
  });
  const large = { reason: 'attachment-too-large' } as const;
  const skip = (reason: SkipReason, count: number) => ({
    type: 'DocumentReference',
    reason,
    count,
  });

  it('are counted by why, once each, and no longer once they come', async () => {
    const made = await aVault();
    const { vault } = made;
    const steps = [
      aPage('DocumentReference', [letter('d1', 'Binary/a'), letter('d2', 'Binary/b')]),
    ];
    const refusedFirst = await downloadOn(vault, 0, {
      steps,
      attachments: { 'Binary/a': { reason: 'server-refused' } },
    });
    expect(refusedFirst.source).toMatchObject({
      state: 'partial',
      skipped: [skip('attachment-refused', 1), skip('attachment-missing', 1)],
    });
    const again = await reopened(made);
    const second = await downloadOn(again, 1, {
      attachments: { 'Binary/b': { bytes: utf8('letter') } },
    });
    expect(second.source.skipped).toEqual([skip('attachment-missing', 1)]);
    const third = await downloadOn(again, 2, {
      attachments: { 'Binary/a': { bytes: utf8('letter') } },
    });
    expect(third.source).toMatchObject({ state: 'complete', skipped: [] });
    expect(third.whole).toEqual([]);
  });

  it('are left at another host, until the person was asked and allowed it', async () => {
    const { vault } = await aVault();
    const url = 'https://letters.example/a?sig=b';
    const steps = [
      aPage('DocumentReference', [
        letter('d1', url),
        letter('d2', 'https://other.example/b'),
        letter('d3', 'javascript:alert(1)'),
      ]),
    ];
    const elsewhere = { reason: 'off-origin-link' } as const;
    const attachments = { [url]: elsewhere, 'https://other.example/b': elsewhere };
    const first = await downloadOn(vault, 0, { steps, attachments });
    expect(documentHostsToAsk(vault.state, first.id)).toEqual([
      { host: 'letters.example', documents: 1 },
      { host: 'other.example', documents: 1 },
    ]);
    const documentHosts = [
      { host: 'letters.example', isAllowed: true },
      { host: 'other.example', isAllowed: false },
    ];
    await changeSource(vault, first.id, { documentHosts });
    expect(documentHostsToAsk(vault.state, first.id)).toEqual([]);
    const second = await downloadOn(vault, 1, {
      attachments: { [url]: { bytes: utf8('letter') } },
    });
    const asked = second.asked.filter(({ channel }) => channel === 'sync:attachment');
    expect(asked.map(({ input }) => input)).toMatchObject([
      { url, hosts: ['letters.example'] },
      {},
    ]);
    expect(sourceIn(vault)).toMatchObject({ documentHosts, skipped: [{ count: 1 }, { count: 1 }] });
  });

  it('are left where they are too large, until the person raises the limit', async () => {
    const { vault } = await aVault();
    const steps = [aPage('DocumentReference', [letter('d1', 'Binary/a')])];
    const first = await downloadOn(vault, 0, { steps, attachments: { 'Binary/a': large } });
    expect(first.source.skipped).toEqual([skip('attachment-too-large', 1)]);
    const attachmentsAsked = ({ asked }: Awaited<ReturnType<typeof downloadOn>>) =>
      asked.filter(({ channel }) => channel === 'sync:attachment').map(({ input }) => input);
    for (const [day, mode] of [
      [1, 'changes'],
      [2, 'everything'],
    ] as const) {
      expect(attachmentsAsked(await downloadOn(vault, day, { steps, mode }))).toEqual([]);
      expect(sourceIn(vault).skipped).toEqual([skip('attachment-too-large', 1)]);
    }
    await changeSource(vault, first.id, { attachmentLimit: 200 * 1024 * 1024 });
    const last = await downloadOn(vault, 3, {
      attachments: { 'Binary/a': { bytes: utf8('a long film') } },
    });
    expect(attachmentsAsked(last)).toMatchObject([{ url: 'Binary/a', largest: 209_715_200 }]);
    expect(last.source).toMatchObject({ state: 'complete', skipped: [] });
  });
});

describe('a server of an older version', () => {
  it('becomes R4, with what it wrote beside it', async () => {
    const { vault } = await aVault();
    const order = {
      resourceType: 'MedicationOrder',
      id: 'm1',
      status: 'active',
      patient: { reference: 'Patient/p1' },
      medicationCodeableConcept: { text: 'Metformin' },
    };
    const opened = { fhirVersion: 'DSTU2', jobs: ['Patient', 'MedicationOrder'] } as const;
    await downloadOn(vault, 0, { steps: [aPage('MedicationOrder', [order])], opened });
    const stored = [...vault.state.entries.values()].map(({ card }) => card);
    expect(stored).toMatchObject([
      { resourceType: 'Patient' },
      {
        resourceType: 'MedicationRequest',
        original: { version: 'DSTU2', reference: 'MedicationOrder/m1' },
      },
    ]);
    const again = await downloadOn(vault, 40, { steps: [], opened });
    expect(again.answer).toMatchObject({ added: 0, changed: 0 });
    expect(marked(vault)).toEqual([['m1', '2026-12-11']]);
  });
});

describe('who a source is about', () => {
  const owen = aFile(aBundle([aPatient({ id: 'o', name: 'Owen Price', birthDate: '1980' })]));

  it('is asked at every download, and said once', async () => {
    const { vault } = await aVault();
    await take(vault, owen);
    const held = await downloadOn(vault, 0, { steps: [conditions('c1')] });
    expect(held.answer.kind).toBe('held');
    const source = [...vault.state.sources.values()].find(({ kind }) => kind === 'server');
    expect(source).toMatchObject({ state: 'failed', lastProblem: 'download-other-person' });
    expect(vault.state.entries.size).toBe(1);
    const taken = { steps: [conditions('c1')], acceptOtherPerson: true };
    expect((await downloadOn(vault, 1, taken)).answer.kind).toBe('stored');
    const after = await downloadOn(vault, 2, { steps: [conditions('c2')] });
    expect(after.answer).toMatchObject({ kind: 'stored', added: 1 });
  });
});
