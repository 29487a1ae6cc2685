import type { Bytes } from '../../../shared/base/bytes.ts';
import type { SpareHas } from '../../../shared/ipc/spare.ts';

/**
 * Where a vault's sealed rows lie. The worker's is IndexedDB (`database.ts`); a test's is memory.
 * Everything that goes in or out here is sealed, but for the header.
 */
export type VaultStore = {
  /**
   * The header as it is stored, unread; nothing is changed by looking. `undefined`: there is none.
   * @throws vault-newer-version where a later program made the database
   */
  header(): Promise<unknown>;
  /** Whether nothing was ever written here. */
  isEmpty(): Promise<boolean>;
  /** The rows that are there of those numbered from `first` to `last`, in order. */
  logBetween(first: number, last: number): Promise<readonly LogRow[]>;
  /** The numbers of the log rows that are there, in order. */
  logNumbers(): Promise<readonly number[]>;
  head(): Promise<Bytes | undefined>;
  /** The names of the catalogue's rows. */
  catalogueIds(): Promise<readonly string[]>;
  catalogueRow(id: string): Promise<Bytes | undefined>;
  segmentIds(): Promise<ReadonlySet<string>>;
  /** `briefly`: a reading that does not end is given up sooner, as the spare may have it. */
  segment(id: string, how?: { readonly briefly: boolean }): Promise<Bytes | undefined>;
  secret(id: string): Promise<Bytes | undefined>;
  secretIds(): Promise<ReadonlySet<string>>;
  /** How often somebody guessed wrong, in the clear; `undefined` where nobody did. Nothing is changed by looking. */
  guesses(): Promise<unknown>;
  /**
   * Writes all of it or none of it; on disk when it returns.
   * @throws vault-storage-full where there is no room
   * @throws vault-storage-failed where it cannot be written for another reason
   */
  write(rows: StoreRows): Promise<void>;
  /**
   * Puts rows that were lost or damaged back as they were, in the place of what is there. The spare has them already.
   * @throws vault-storage-full, vault-storage-failed
   */
  putBack(rows: Omit<StoreRows, 'removed'>): Promise<void>;
  /** The same rows once more, where main keeps them. */
  readonly spare?: VaultSpare;
  /** Does this between two writes to a store that has a spare. What it does must write nothing but to the spare. */
  inTurn?<T>(work: () => Promise<T>): Promise<T>;
};

/** A row of a spare: by table and name, such as `log/1` (`shared/ipc/spare-rows.ts`). */
export type SpareRow = { readonly key: string; readonly row: Bytes };

/** A vault's sealed rows once more, in files of main's own that no browser deletes. */
export type VaultSpare = {
  /** How many rows of the log the vault has told of; 0 where main does not say. */
  knownRows(): Promise<number>;
  /** Which rows are there; `undefined` where main does not say. */
  have(): Promise<SpareHas | undefined>;
  /** Those of these rows that are whole. */
  read(keys: readonly string[]): AsyncIterable<SpareRow>;
  /** @throws vault-storage-full, vault-storage-failed */
  add(rows: StoreRows): Promise<void>;
  /** @throws vault-storage-full, vault-storage-failed */
  remove(rows: NonNullable<StoreRows['removed']>): Promise<void>;
  /** Every row of the vault has been added. */
  complete(): Promise<void>;
};

/** The first log row is number 1. */
export type LogRow = { readonly seq: number; readonly sealed: Bytes };
export type SealedRow = { readonly id: string; readonly sealed: Bytes };

/**
 * Log rows are only ever added; header, guesses, head, secrets and catalogue are replaced. Segments are added, and taken
 * away with the source whose they were.
 */
export type StoreRows = {
  /** A `VaultHeader`, or a mark that there is none yet or none any more. */
  readonly header?: { readonly id: 'header' };
  readonly guesses?: { readonly id: 'guesses' };
  readonly segments?: readonly SealedRow[];
  readonly log?: readonly LogRow[];
  readonly head?: Bytes;
  readonly secrets?: readonly SealedRow[];
  readonly catalogue?: readonly SealedRow[];
  /** What is taken away, by id; what is not there is passed over. */
  readonly removed?: {
    readonly segments?: readonly string[];
    readonly secrets?: readonly string[];
  };
};

/** The vaults on this computer, one database each, by names that say nothing. */
export type VaultStores = {
  /** Calls back whenever the browser cannot read what it has, which may be so for good. */
  onUnreadable?(listener: () => void): void;
  names(): Promise<readonly string[]>;
  open(name: string): VaultStore;
  /** Makes the disk's files be merged, without which what was deleted may lie in them for long. It goes on after the answer. */
  merge(): Promise<void>;
  /** Takes the whole database away; what is open of it is closed for good. */
  remove(name: string): Promise<void>;
  /** The name of a person's database. */
  nameFor(personId: string): string;
  /** Whose database has this name. */
  personIdOf(name: string): string;
};
