import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defined } from '../../shared/base/defined.ts';
import { AppError, codeOf } from '../../shared/base/error.ts';
import { failed, succeeded, type Result } from '../../shared/base/result.ts';
import type { Channel, Input, Output } from '../../shared/ipc/contract.ts';
import type { Checkpoint, SyncStep } from '../../shared/ipc/sync.ts';
import { namedKey } from '../../shared/record/entry-key.ts';
import type { Source } from '../../shared/record/source.ts';
import type { MainBridge } from '../../renderer/vault/api/vault-api.ts';
import { download } from '../../renderer/vault/download/download.ts';
import type { OpenVault } from '../../renderer/vault/open-vault/open-vault.ts';
import { addServer } from '../../renderer/vault/sources/server-source.ts';
import { aPatient, aVault, reopened, type TestVault } from '../unit/renderer/vault/builders.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
const firstDay = Date.parse('2026-01-01T09:00:00Z');
const types = ['Condition', 'Observation'] as const;
type Type = (typeof types)[number];
const pageSize = 2;

/** What the server has: each entry as it says it now, and since when. */
type Served = { readonly type: Type; readonly title: string; readonly lastUpdated: number };
type Server = Map<string, Served>;

const change = fc.record({
  id: fc.constantFrom('a', 'A', 'b', 'c', 'd', 'e'),
  type: fc.constantFrom(...types),
  isGone: fc.boolean(),
});
const day = fc.record({
  changes: fc.array(change, { maxLength: 4 }),
  /** Days since the one before. */
  later: fc.constantFrom(1, 1, 1, 2, 40),
  refuses: fc.option(fc.constantFrom(...types), { nil: undefined, freq: 1 }),
  ignoresSince: fc.constantFrom(false, false, false, false, true),
  /** The step at which the sign-in ends, the person cancels, or the program is killed after so many transactions. */
  ends: fc.option(
    fc.record({ how: fc.constantFrom('expires', 'cancelled', 'killed'), at: fc.nat(8) }),
    { nil: undefined, freq: 1 },
  ),
  mode: fc.constantFrom(undefined, undefined, undefined, 'changes' as const, 'everything' as const),
});
type Day = typeof day extends fc.Arbitrary<infer T> ? T : never;

const plain: Day = {
  changes: [],
  later: 1,
  refuses: undefined,
  ignoresSince: false,
  ends: undefined,
  mode: undefined,
};
/** What was refused must be asked for whole, although it did not change since. */
const refusedOnce: Day[] = [
  { ...plain, changes: [{ id: 'a', type: 'Condition', isGone: false }], refuses: 'Condition' },
  plain,
];

describe('any series of downloads, with refusals, cancels and crashes', () => {
  it('loses nothing, doubles nothing, and calls nothing complete that is not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(day, { minLength: 2, maxLength: 8 }), async (days) => {
        let made = await aVault();
        const server: Server = new Map();
        let acknowledged: readonly string[] = [];
        let now = firstDay;
        for (const one of days) {
          now += one.later * dayMs;
          changeServer(server, one, now);
          const outcome = await downloadOn(made, server, { ...one, now });
          made = { ...made, vault: await reopened(made) };
          const keys = [...made.vault.state.entries.keys()];
          expect(keys).toEqual(expect.arrayContaining([...acknowledged]));
          acknowledged = keys;
          expectNoDoubles(made.vault);
          expectTrue(made.vault, server, { outcome, now });
        }
      }),
      { numRuns: 80, examples: [[refusedOnce]] },
    );
  }, 300_000);
});

function changeServer(server: Server, { changes }: Day, now: number): void {
  for (const { id, type, isGone } of changes) {
    const key = `${type}/${id}`;
    const lastUpdated = now - hourMs;
    if (isGone) server.delete(key);
    else server.set(key, { type, title: `${id} at ${String(now)}`, lastUpdated });
  }
}

/** How the download went: to its end with all or some of it, or not. */
type Outcome = 'whole' | 'part' | 'early';
type Run = Day & { readonly now: number };

async function downloadOn(made: TestVault, server: Server, run: Run): Promise<Outcome> {
  const { vault, rows } = made;
  const clock = () => new Date(run.now);
  const id = await addServer(
    vault,
    {
      name: 'Northgate Hospital',
      fhirBaseUrl: 'https://example.org/fhir',
      patientId: 'p1',
      access: { kind: 'open' },
    },
    clock,
  );
  const controller = new AbortController();
  if (run.ends?.how === 'killed') rows.faultAfter = run.ends.at;
  const { main, seen } = mainOf(server, run, controller);
  try {
    await download(vault, id, {
      ...{ main, clock, signal: controller.signal, progress: () => undefined },
      options: {
        acceptOtherPerson: false,
        ...(run.mode === undefined ? {} : { mode: run.mode }),
      },
    });
    if (controller.signal.aborted) return 'early';
    return seen.refused ? 'part' : 'whole';
  } catch (thrown) {
    expect(['sign-in-expired', 'vault-storage-failed']).toContain(codeOf(thrown));
    return 'early';
  } finally {
    rows.faultAfter = undefined;
  }
}

/** A server behind the main process, with pages of two, that keeps to its checkpoints. */
function mainOf(server: Server, run: Run, controller: AbortController) {
  const seen = { refused: false };
  let steps: readonly SyncStep[] = [];
  let at = 0;
  const open = (input: Input<'sync:open'>): Output<'sync:open'> => {
    const checkpoint = input.checkpoint ?? {
      done: [],
      startedAt: new Date(run.now).toISOString(),
      ...(input.since === undefined ? {} : { since: input.since, whole: input.whole ?? [] }),
    };
    steps = stepsOf(server, run, checkpoint);
    const { startedAt } = checkpoint;
    return {
      ...{ serverName: 'x', fhirVersion: 'R4', jobs: ['Patient', ...types] },
      since: checkpoint.since !== undefined,
      ...(startedAt === undefined ? {} : { startedAt }),
    };
  };
  const next = (): SyncStep => {
    const step = steps[at] ?? { kind: 'done' };
    if (run.ends?.at === at && run.ends.how === 'expires') throw new AppError('sign-in-expired');
    if (run.ends?.at === at && run.ends.how === 'cancelled') controller.abort();
    at += 1;
    if (step.kind === 'refused') seen.refused = true;
    return step;
  };
  const main: MainBridge = <C extends Channel>(channel: C, input: Input<C>) => {
    const answer = (): unknown => {
      if (channel === 'sync:open') return open(input as Input<'sync:open'>);
      return channel === 'sync:next' ? next() : {};
    };
    try {
      return Promise.resolve(succeeded(answer() as Output<C>)); // what this channel answers
    } catch (thrown) {
      return Promise.resolve(failed(thrown) as Result<Output<C>>);
    }
  };
  return { main, seen };
}

function stepsOf(server: Server, run: Run, from: Checkpoint): SyncStep[] {
  const { job, since, startedAt, whole } = from;
  const lasting = defined({ since, startedAt, whole });
  const done = [...from.done];
  const steps: SyncStep[] = [];
  const counts = { jobsDone: 0, jobsTotal: 3 };
  for (const type of ['Patient', ...types]) {
    if (done.includes(type)) continue;
    const resources = type === 'Patient' ? [aPatient()] : entriesOf(server, run, { type, from });
    const first = job === type ? Number(from.next ?? 0) : 0;
    if (type === run.refuses) {
      done.push(type);
      const checkpoint = { ...lasting, done: [...done] };
      steps.push({ kind: 'refused', job: type, reason: 'server-busy', checkpoint, ...counts });
      continue;
    }
    for (let start = first; start < Math.max(resources.length, 1); start += pageSize) {
      const end = start + pageSize;
      if (end >= resources.length) done.push(type);
      const going = end < resources.length ? { job: type, next: String(end) } : {};
      const entry = resources.slice(start, end).map((resource) => ({ resource }));
      steps.push({
        ...{ kind: 'page', job: type, url: 'https://example.org/fhir' },
        text: JSON.stringify({ resourceType: 'Bundle', type: 'searchset', entry }),
        checkpoint: { ...lasting, done: [...done], ...going },
        ...counts,
      });
    }
  }
  return steps;
}

function entriesOf(
  server: Server,
  { ignoresSince }: Run,
  { type, from }: { readonly type: string; readonly from: Checkpoint },
) {
  const isWhole = ignoresSince || from.since === undefined || from.whole?.includes(type) === true;
  const since = isWhole ? 0 : Date.parse(from.since ?? '');
  return [...server]
    .filter(([, entry]) => entry.type === type && entry.lastUpdated >= since)
    .map(([key, { title, lastUpdated }]) => ({
      resourceType: type,
      id: key.split('/')[1],
      // An older one is noted anew each time, which is no change.
      meta: { lastUpdated: new Date(lastUpdated).toISOString(), versionId: String(Math.random()) },
      subject: { reference: 'Patient/p1' },
      code: { text: title },
    }));
}

function expectNoDoubles({ state }: OpenVault): void {
  for (const { card, earlier } of state.entries.values()) {
    const hashes = [...earlier.map((one) => one.card.contentHash), card.contentHash];
    for (const [at, hash] of hashes.entries()) expect(hash).not.toBe(hashes[at + 1]);
  }
}

/** What the source says of itself, held against what the server has. */
function expectTrue(
  { state }: OpenVault,
  server: Server,
  { outcome, now }: { readonly outcome: Outcome; readonly now: number },
): void {
  const [source] = state.sources.values();
  if (source === undefined) throw new Error('there is a source');
  const today = new Date(now).toISOString();
  const isToday = source.lastSuccessAt === today;
  expect(isToday).toBe(outcome !== 'early');
  if (outcome === 'part') expect(source.state).toBe('partial');
  if (source.lastFullAt === undefined) expect(source.state).not.toBe('complete');
  const titles = new Map([...state.entries.values()].map(({ card }) => [card.key, card]));
  for (const [key, { type, title, lastUpdated }] of server) {
    if (!isFetched(source, type, lastUpdated)) continue;
    const card = titles.get(namedKey(source.id, key.replace('/', '|')));
    expect(card?.title?.text).toBe(title);
    if (card !== undefined) expect(state.notSupplied.has(card.key)).toBe(false);
  }
}

/** Whether the source says that it has what was said then. */
function isFetched({ askedSince, skipped }: Source, type: Type, lastUpdated: number): boolean {
  if (askedSince === undefined || skipped.some((one) => one.type === type)) return false;
  return lastUpdated < Date.parse(askedSince);
}
