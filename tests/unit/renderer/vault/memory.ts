import { readFile } from 'node:fs/promises';
import { AppError } from '../../../../shared/base/error.ts';
import type { Bytes } from '../../../../shared/base/bytes.ts';
import type {
  LogRow,
  StoreRows,
  VaultStore,
  VaultStores,
} from '../../../../renderer/vault/store/store.ts';
import type { VaultEnvironment } from '../../../../renderer/vault/session.ts';
import { leastCost } from '../../../../renderer/vault/crypto/argon2id.ts';
import { packages } from '../../../places.ts';

/** The rows of one vault, open to a test's tampering. */
export type MemoryRows = {
  header: unknown;
  guesses: unknown;
  head: Bytes | undefined;
  readonly log: Map<number, Bytes>;
  readonly segments: Map<string, Bytes>;
  readonly secrets: Map<string, Bytes>;
  readonly catalogue: Map<string, Bytes>;
  /** Where set, every write fails with it and writes nothing. */
  fault: 'vault-storage-full' | undefined;
  /** Where set, so many more transactions are written, and then none: as if the program had been killed. */
  faultAfter: number | undefined;
  /** Every transaction, as it was handed in. */
  readonly transactions: StoreRows[];
};

export type MemoryStores = VaultStores & {
  rows(): MemoryRows;
  /** The same vaults once more, apart from these. */
  copy(): MemoryStores;
};

/** Vaults in memory behind the interface of IndexedDB's. */
export function memoryStores(vaults = new Map<string, MemoryRows>()): MemoryStores {
  const rowsOf = (name: string): MemoryRows => {
    const known = vaults.get(name) ?? emptyRows();
    vaults.set(name, known);
    return known;
  };
  return {
    names: () => Promise.resolve([...vaults.keys()]),
    open: (name) => memoryStore(rowsOf(name)),
    remove: (name) => {
      vaults.delete(name);
      return Promise.resolve();
    },
    merge: () => Promise.resolve(),
    nameFor: (personId) => `phr-${personId}`,
    personIdOf: (name) => name.slice('phr-'.length),
    copy: () => memoryStores(structuredClone(vaults)),
    rows: () => {
      const [first] = vaults.values();
      if (first === undefined) throw new Error('no vault was made');
      return first;
    },
  };
}

export function emptyRows(): MemoryRows {
  return {
    header: undefined,
    guesses: undefined,
    head: undefined,
    log: new Map(),
    segments: new Map(),
    secrets: new Map(),
    catalogue: new Map(),
    fault: undefined,
    faultAfter: undefined,
    transactions: [],
  };
}

function memoryStore(rows: MemoryRows): VaultStore {
  return {
    header: () => Promise.resolve(structuredClone(rows.header)),
    isEmpty: () => Promise.resolve(isEmpty(rows)),
    logBetween: (first, last) =>
      Promise.resolve(logRows(rows).filter(({ seq }) => seq >= first && seq <= last)),
    logNumbers: () => Promise.resolve(logRows(rows).map(({ seq }) => seq)),
    head: () => Promise.resolve(rows.head),
    catalogueIds: () => Promise.resolve([...rows.catalogue.keys()]),
    catalogueRow: (id) => Promise.resolve(rows.catalogue.get(id)),
    segmentIds: () => Promise.resolve(new Set(rows.segments.keys())),
    segment: (id) => Promise.resolve(rows.segments.get(id)),
    secret: (id) => Promise.resolve(rows.secrets.get(id)),
    secretIds: () => Promise.resolve(new Set(rows.secrets.keys())),
    guesses: () => Promise.resolve(structuredClone(rows.guesses)),
    write: (change) =>
      Promise.resolve().then(() => {
        write(rows, change);
      }),
    putBack: (change) =>
      Promise.resolve().then(() => {
        if (rows.fault !== undefined) throw new AppError(rows.fault);
        put(rows, change);
      }),
  };
}

function isEmpty(rows: MemoryRows): boolean {
  const { header, head, guesses, log, segments, secrets } = rows;
  const single = [header, head, guesses].every((row) => row === undefined);
  return single && log.size + segments.size + secrets.size === 0;
}

function logRows(rows: MemoryRows): LogRow[] {
  return [...rows.log].sort(([a], [b]) => a - b).map(([seq, sealed]) => ({ seq, sealed }));
}

function write(rows: MemoryRows, change: StoreRows): void {
  if (rows.fault !== undefined) throw new AppError(rows.fault);
  if (rows.faultAfter === 0) throw new AppError('vault-storage-failed');
  if (rows.faultAfter !== undefined) rows.faultAfter -= 1;
  const taken =
    (change.log ?? []).some(({ seq }) => rows.log.has(seq)) ||
    (change.segments ?? []).some(({ id }) => rows.segments.has(id));
  if (taken) throw new AppError('vault-storage-failed');
  rows.transactions.push(change);
  put(rows, change);
  for (const id of change.removed?.segments ?? []) rows.segments.delete(id);
  for (const id of change.removed?.secrets ?? []) rows.secrets.delete(id);
}

function put(rows: MemoryRows, change: StoreRows): void {
  for (const { seq, sealed } of change.log ?? []) rows.log.set(seq, sealed);
  for (const { id, sealed } of change.segments ?? []) rows.segments.set(id, sealed);
  for (const { id, sealed } of change.secrets ?? []) rows.secrets.set(id, sealed);
  for (const { id, sealed } of change.catalogue ?? []) rows.catalogue.set(id, sealed);
  if (change.head !== undefined) rows.head = change.head;
  if (change.header !== undefined) rows.header = change.header;
  if (change.guesses !== undefined) rows.guesses = change.guesses;
}

/** Everything that lies on the disk of such a vault, as one text of its bytes. */
export function everythingStored(rows: MemoryRows): string {
  const sealed = [
    ...rows.log.values(),
    ...rows.segments.values(),
    ...rows.secrets.values(),
    ...rows.catalogue.values(),
    ...(rows.head === undefined ? [] : [rows.head]),
  ];
  const names = [...rows.segments.keys(), ...rows.secrets.keys(), ...rows.catalogue.keys()];
  return [
    JSON.stringify(rows.header),
    ...names,
    ...sealed.map((bytes) => Buffer.from(bytes).toString('latin1')),
  ].join('\n');
}

async function wasm(part: 'reader' | 'writer'): Promise<ArrayBuffer> {
  const file = `zxing-wasm/dist/${part}/zxing_${part}.wasm`;
  return new Uint8Array(await readFile(new URL(file, packages))).buffer;
}

/** The program's typeface, as the worker fetches it. */
export async function font(weight: 400 | 700): Promise<ArrayBuffer> {
  const file = `@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-${String(weight)}-normal.woff`;
  return new Uint8Array(await readFile(new URL(file, packages))).buffer;
}

/** What the worker has of the world outside, at a fixed time. */
export function memoryEnvironment(stores: VaultStores, now = '2026-11-22T09:00:00Z') {
  return {
    stores,
    clock: () => new Date(now),
    hold: () => Promise.resolve(() => undefined),
    after: () => () => undefined,
    passphraseCost: () => Promise.resolve(leastCost),
    wasm: { qrReader: () => wasm('reader'), qrWriter: () => wasm('writer') },
    fonts: { regular: () => font(400), bold: () => font(700) },
  } satisfies VaultEnvironment;
}
