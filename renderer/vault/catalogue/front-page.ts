import { fromUtf8, utf8, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';
import type { Checkpoint } from '../../../shared/ipc/sync.ts';
import type { EntryKey, SourceId } from '../../../shared/record/card.ts';
import type { SetAside, Source } from '../../../shared/record/source.ts';
import type { KeptRequest } from '../api/requests.ts';
import { pack, unpack } from '../crypto/compress.ts';
import type { LogHead, LogKey } from '../log/log.ts';
import { seal, unseal } from '../crypto/seal.ts';
import type { Shelves } from './shelf-counts.ts';
import { emptyState, type VaultState } from './state.ts';
import type { SealedRow } from '../store/store.ts';
import { cataloguePlace } from './block.ts';

/*
 * The front page: the catalogue's row that holds all that the first screen shows, so that it needs no entry.
 *   sealed, packed JSON { version, describedBy, head, shelves, state }; `head` is the last log row that it knows of,
 *   `describedBy` the version of the description that made the cards that it was made from (absent: an earlier one)
 * A front page of version 1 has what matters most in words; it is read all the same. One of any other version is passed
 * over, and written anew.
 */
const version = 2;
const versionInWords = 1;
export const frontPageId = 'front';

export type FrontPage = {
  /** The last log row that it knows of. */
  readonly head: LogHead;
  /** The version of the description that made the oldest card that it was made from. */
  readonly describedBy: number;
  readonly shelves: Shelves;
  /** The state but for the entries, the attachments and what could not be fetched, which are not to be looked at. */
  readonly state: VaultState;
};

/** What the first screen does without, and what is written as lists. */
type NotWritten =
  | 'entries'
  | 'attachments'
  | 'notFetched'
  | 'notSupplied'
  | 'setAside'
  | 'removed'
  | 'firstSuccess'
  | 'requests'
  | 'sources'
  | 'checkpoints'
  | 'mendedRows';

/** The state as JSON has it. */
type WrittenState = Omit<VaultState, NotWritten> & {
  readonly mendedRows: readonly number[];
  /** Absent in a page of an earlier program, which knew of none. */
  readonly notSupplied?: readonly (readonly [EntryKey, string])[];
  readonly setAside?: readonly (readonly [EntryKey, SetAside | 'mine'])[];
  readonly requests?: readonly KeptRequest[];
  readonly sources: readonly Source[];
  readonly checkpoints: readonly (readonly [SourceId, Checkpoint])[];
};
type Written = Omit<FrontPage, 'state' | 'describedBy'> & {
  readonly version: number;
  readonly describedBy?: number;
  readonly state: WrittenState;
};

export async function sealFrontPage(key: LogKey, page: FrontPage): Promise<SealedRow> {
  const { state } = page;
  const written: Written = {
    version,
    describedBy: page.describedBy,
    head: page.head,
    shelves: page.shelves,
    state: writtenState(state),
  };
  const packed = await pack(utf8(JSON.stringify(written)));
  return {
    id: frontPageId,
    sealed: await seal(key.records, cataloguePlace(key, frontPageId), packed),
  };
}

function writtenState(state: VaultState): WrittenState {
  return {
    sources: [...state.sources.values()],
    checkpoints: [...state.checkpoints],
    notSupplied: [...state.notSupplied],
    setAside: [...state.setAside],
    shares: state.shares,
    requests: [...state.requests.values()],
    person: state.person,
    recoveryConfirmed: state.recoveryConfirmed,
    backupRecipient: state.backupRecipient,
    headerDigest: state.headerDigest,
    settings: state.settings,
    mendedRows: [...state.mendedRows],
    revision: state.revision,
  };
}

/** The front page, or `undefined` where it is missing, does not open, or is of another version. */
export async function openFrontPage(
  key: LogKey,
  sealed: Bytes | undefined,
): Promise<FrontPage | undefined> {
  if (sealed === undefined) return undefined;
  try {
    const packed = await unseal(key.records, cataloguePlace(key, frontPageId), sealed);
    const written = JSON.parse(fromUtf8(await unpack(packed))) as Written; // sealed by us
    const { head, describedBy = 0, shelves, state } = written;
    if (written.version === versionInWords) {
      return { head, describedBy, shelves: shelvesInWords(shelves), state: stateOf(state) };
    }
    if (written.version !== version) return undefined;
    return { head, describedBy, shelves, state: stateOf(state) };
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'vault-damaged') return undefined;
    throw thrown;
  }
}

const severe = 'Severe allergy: ';

function shelvesInWords(written: Shelves): Shelves {
  const flags = written.redFlags as unknown as readonly string[]; // as version 1 wrote them
  return {
    ...written,
    redFlags: flags.map((words) =>
      words.startsWith(severe)
        ? { kind: 'severe-allergy', title: words.slice(severe.length) }
        : { kind: 'alert', title: words },
    ),
  };
}

function stateOf(written: WrittenState): VaultState {
  const { sources, checkpoints, mendedRows, ...optional } = written;
  const { notSupplied = [], setAside = [], requests = [], ...rest } = optional;
  return {
    ...emptyState(),
    ...rest,
    entries: notYetOpen,
    attachments: notYetOpen,
    removed: notYetOpen,
    firstSuccess: new Map(),
    notFetched: notYetOpen,
    notSupplied: new Map(notSupplied),
    setAside: new Map(setAside),
    requests: new Map(requests.map((request) => [request.id, request])),
    sources: new Map(sources.map((source) => [source.id, source])),
    checkpoints: new Map(checkpoints),
    mendedRows: new Set(mendedRows),
  };
}

/** Stands where something is still to be opened: whoever looks at it has forgotten to wait, and must not take it for empty. */
const notYetOpen = new Proxy({} as Unopened, { get: failUnopened, has: failUnopened }); // no member of it is ever reached

type Unopened = VaultState['entries'] &
  VaultState['attachments'] &
  VaultState['removed'] &
  VaultState['notFetched'];

function failUnopened(): never {
  throw new AppError('unexpected', { where: 'entries are not open yet' });
}
