import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../../shared/base/error.ts';
import { succeeded, valueOf } from '../../../../../shared/base/result.ts';
import type { SourceId } from '../../../../../shared/record/card.ts';
import type { VaultApi } from '../../../../../renderer/vault/api/vault-api.ts';
import { lookMs, firstRefreshMs } from '../../../../../renderer/vault/download/refresh.ts';
import { makeVaultApi } from '../../../../../renderer/vault/calls/make-vault-api.ts';
import { aCondition, aPatient, passphrase } from '../builders.ts';
import { aPage, fakeMain, type FakeServer } from '../fake-main.ts';
import { memoryEnvironment, memoryStores, type MemoryStores } from '../memory.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** What the screen chooses for "When I open my record". */
const whenOpened = 24 * 365;
const quiet = () => undefined;
const server = {
  name: 'Northgate Hospital',
  fhirBaseUrl: 'https://example.org/fhir',
  patientId: 'p1',
  access: { kind: 'open' },
} as const;

/** A worker whose clock and timers a test moves. */
type Worker = {
  readonly vault: VaultApi;
  readonly openings: () => number;
  /** Lets the next look at what is due come, so much later, and waits until it is over. */
  readonly look: (later?: number) => Promise<void>;
};

let stores: MemoryStores;
let now: number;
beforeEach(() => {
  stores = memoryStores();
  now = Date.parse('2026-11-22T09:00:00Z');
});

function worker(far: Partial<FakeServer> = {}): Worker {
  let timers: { readonly ms: number; readonly work: () => void }[] = [];
  let openings = 0;
  const vault = makeVaultApi({
    ...memoryEnvironment(stores),
    clock: () => new Date(now),
    after(ms, work) {
      const timer = { ms, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
  });
  vault.connect((channel, input) => {
    if (channel === 'sync:open') openings += 1;
    const steps = [aPage('Patient', [aPatient()]), aPage('Condition', [aCondition('c1', 'Gout')])];
    return fakeMainOf(steps, far)(channel, input);
  });
  const isLook = ({ ms }: { readonly ms: number }) => [firstRefreshMs, lookMs].includes(ms);
  return {
    vault,
    openings: () => openings,
    async look(later = 0) {
      now += later;
      const timer = timers.find(isLook);
      timers = timers.filter((one) => one !== timer);
      timer?.work();
      // The next look is arranged when this one is over.
      while (!timers.some(isLook)) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const nothingKnown = { missing: [], rows: {}, spares: [] };
let running: ReturnType<typeof fakeMain> | undefined;
/** Each download begins at the first page. */
function fakeMainOf(steps: FakeServer['steps'], far: Partial<FakeServer>) {
  return ((channel, input) => {
    if (channel === 'vaults:known') return Promise.resolve(succeeded(nothingKnown));
    if (channel === 'sync:open' || running === undefined) running = fakeMain({ steps, ...far });
    return running.main(channel, input);
  }) as ReturnType<typeof fakeMain>['main']; // which it gives on
}

async function made(refreshHours: number): Promise<{ source: SourceId; personId: string }> {
  const { vault } = worker();
  valueOf(await vault.create({ passphrase }));
  const source = valueOf(await vault.addServer(server));
  valueOf(await vault.download(source, { acceptOtherPerson: false }, quiet));
  valueOf(await vault.changeSource(source, { refreshHours }));
  const { personId = '' } = valueOf(await vault.status());
  return { source, personId };
}

async function openedAgain(personId: string, far?: Partial<FakeServer>): Promise<Worker> {
  const again = worker(far);
  valueOf(await again.vault.unlock({ personId, passphrase }));
  return again;
}

async function sourceOf({ vault }: Worker) {
  return valueOf(await vault.overview()).sources[0];
}

describe('a source that the person wants fresh', () => {
  it('is refreshed when the record is opened, and again when its hours are over', async () => {
    const { personId } = await made(6);
    now += 2 * hourMs;
    const again = await openedAgain(personId);
    await again.look();
    expect(again.openings()).toBe(1);
    expect((await sourceOf(again))?.lastSuccessAt).toBe('2026-11-22T11:00:00.000Z');
    await again.look(5 * hourMs);
    expect(again.openings()).toBe(1);
    await again.look(hourMs);
    expect(again.openings()).toBe(2);
    expect(valueOf(await again.vault.refreshing())).toEqual({ ended: 2 });
  });

  it.each([6, whenOpened])(
    'of every %i hours is fetched each time that the record is opened, but not within minutes',
    async (refreshHours) => {
      const { personId } = await made(refreshHours);
      now += minuteMs * 4;
      const soon = await openedAgain(personId);
      await soon.look();
      expect(soon.openings()).toBe(0);
      valueOf(await soon.vault.overview());
      now += minuteMs * 2;
      const later = await openedAgain(personId);
      await later.look();
      expect(later.openings()).toBe(1);
      await later.look(minuteMs * 6);
      expect(later.openings()).toBe(1);
    },
  );

  it('goes on later where the person paused it, and not before', async () => {
    const { personId, source } = await made(6);
    now += 7 * hourMs;
    let pauses = 1;
    const paused: Worker = await openedAgain(personId, {
      beforeStep: (at) => {
        if (at === 1 && pauses-- > 0) void paused.vault.cancelDownload();
      },
    });
    await paused.look();
    expect(await sourceOf(paused)).toMatchObject({ id: source, state: 'cancelled' });
    await paused.look(5 * hourMs);
    expect(paused.openings()).toBe(1);
    await paused.look(hourMs);
    expect(paused.openings()).toBe(2);
    expect(await sourceOf(paused)).toMatchObject({ id: source, state: 'complete' });
  });

  it('is not refreshed by itself where the person did not choose it', async () => {
    const { personId } = await made(0);
    now += 100 * hourMs;
    const again = await openedAgain(personId);
    await again.look();
    expect(again.openings()).toBe(0);
  });

  it('waits for the person once its sign-in has ended, and says so', async () => {
    const { personId } = await made(6);
    now += 7 * hourMs;
    const again = await openedAgain(personId, { closed: new AppError('sign-in-expired') });
    await again.look();
    expect(await sourceOf(again)).toMatchObject({
      state: 'complete',
      lastSuccessAt: '2026-11-22T09:00:00.000Z',
      lastProblem: 'sign-in-expired',
    });
    await again.look(7 * hourMs);
    expect(again.openings()).toBe(1);
  });

  it('tries again the next time where only the network was away', async () => {
    const { personId } = await made(6);
    now += 7 * hourMs;
    const again = await openedAgain(personId, { closed: new AppError('server-unreachable') });
    await again.look();
    await again.look(7 * hourMs);
    expect(again.openings()).toBe(2);
  });

  it('makes way for a download that the person asks for', async () => {
    const { personId, source } = await made(6);
    now += 7 * hourMs;
    let asked: Promise<unknown> | undefined;
    const again: Worker = await openedAgain(personId, {
      beforeStep: (at) => {
        if (at === 1 && asked === undefined) {
          asked = again.vault.download(source, { acceptOtherPerson: false }, quiet);
        }
      },
    });
    await again.look();
    expect(await asked).toMatchObject({ ok: true, value: { kind: 'stored' } });
    expect(again.openings()).toBe(2);
    expect((await sourceOf(again))?.state).toBe('complete');
  });
});
