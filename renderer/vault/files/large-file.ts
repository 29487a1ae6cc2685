import { createSHA256 } from 'hash-wasm';
import type { Bytes } from '../../../shared/base/bytes.ts';
import { defined } from '../../../shared/base/defined.ts';
import { AppError } from '../../../shared/base/error.ts';
import { unicodeOf } from '../../../shared/base/text-encoding.ts';
import { recordStream } from '../../../shared/fhir/stream-record.ts';
import { noteTogether, nothingTogether } from '../../../shared/fhir/whose-together.ts';
import type { EntryKey, SourceId } from '../../../shared/record/card.ts';
import type { Source, SourceState } from '../../../shared/record/source.ts';
import type { FileOutcome, Stored } from '../api/files.ts';
import { storedAnswer, type Arriving } from '../sources/ingest.ts';
import { commit } from '../open-vault/commit.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { endStateOf } from '../sources/source-counts.ts';
import { emptyPart } from './document-part.ts';
import { inflatedParts } from './inflate.ts';
import { sourceTypes, standsToHere, suppliedByExport, suppliedKeys } from './newer-export.ts';
import {
  chosenOf,
  hashOfOne,
  oneOfSeveralNote,
  onlyTheirs,
  type OneOfSeveral,
} from './one-of-several.ts';
import { fileNameIn } from './part.ts';
import { gatherPeople, noPeopleGathered, toChooseFrom } from './people-in-file.ts';
import { onePageOnly, wholeUpTo, withoutTooDeep } from './read-part.ts';
import { bytesOf } from './readable.ts';
import { fileServers, gatherServers, knownServers, noServersGathered } from './servers-in-file.ts';
import { fileMark, sourceFor } from './source-of.ts';
import { differencesFromRecord, type GroupIntake } from './store-group.ts';
import { goOnUnless, storePart } from './store-part.ts';
import type { FoundFile } from './unpack-files.ts';
import { isAboutSeveral, nobodyYet, noteWho, onePerson } from './who.ts';
import { areAllOwn, knownInFile, noSubjects, noteSubjects } from '../sources/subjects.ts';
import { isAnybodysFile, notOwnOf, withoutOthers, type NotOwn } from './whose-in-file.ts';

type LargeFile = Extract<FoundFile, { readonly content: unknown }>;

/** Beyond it a file is no record of one person. */
const largest = 8 * 1024 ** 3;
/** By how many of its entries a file is compared with earlier ones. */
const compared = 2000;

/** Whether a file is read in parts, because whole it would fill the memory. Only JSON is. */
export async function isLarge({ kind, content, gzipped, opened }: LargeFile): Promise<boolean> {
  if (kind !== 'json' && kind !== 'ndjson') return false;
  if (opened !== undefined) return true;
  if (!gzipped) return content.size > wholeUpTo;
  // The last four bytes of gzip: how large it was. @see RFC 1952 section 2.3.1
  const tail = await content.read(content.size - 4, content.size);
  const unpacked = new DataView(tail.buffer, tail.byteOffset, tail.byteLength).getUint32(0, true);
  return unpacked > wholeUpTo;
}

/**
 * Takes in a file of any size: once read to its end to see that it is whole and whom it is about, then stored part by part.
 * Its source is not complete before the last part is in. Stopped by the person, it keeps the parts that are in, and says so.
 * @throws import-cancelled where it was stopped before the first part, file-truncated, file-not-health-data, file-several-people, file-too-large, vault-storage-full, vault-storage-failed
 */
export async function addLarge(
  vault: OpenVault,
  file: LargeFile,
  intake: GroupIntake,
): Promise<FileOutcome> {
  const { path, kind } = file;
  const seen = await lookThrough(file, intake);
  const chosen = isAboutSeveral(seen.who) ? await chosenIn(file, intake) : undefined;
  if (chosen !== undefined && 'all' in chosen) {
    const people = toChooseFrom(chosen.all, vault.state.person?.header, chosen.told);
    return { path, kind, outcome: 'several', people };
  }
  const person = chosen === undefined ? onePerson(seen.who) : chosen.person.header;
  const theirs = chosen === undefined ? seen : await seenOf(seen, chosen);
  const { hash, sample } = theirs;
  const came = { hashes: [hash], resources: sample };
  const sourceId = await sourceFor(vault.state, came, intake.link);
  const source = vault.state.sources.get(sourceId);
  const differences = differencesFromRecord(vault, person);
  const isAnybodys = source === undefined && isAnybodysFile(vault, seen.subjects);
  if ((differences.length > 0 || isAnybodys) && !intake.options.acceptOtherPerson) {
    return { path, kind, outcome: 'held', differences };
  }
  // Of several people, each entry is one's or nobody's by now.
  const notOwn =
    chosen === undefined ? await notOwnIn(vault, file, { ...intake, source, seen }) : none;
  // What a link brings is what is behind it now.
  if (intake.link === undefined && source !== undefined) {
    const same = await countSuperseded(vault, file, { source, ...theirs, chosen, notOwn });
    if (same !== undefined) {
      const stored = storedAnswer(source, { added: 0, changed: 0, rewritten: 0, same });
      return { path, kind, outcome: 'stored', stored };
    }
  }
  intake.link?.taken.add(sourceId);
  const stored = await storeParts(vault, file, { ...intake, sourceId, ...theirs, chosen, notOwn });
  return { path, kind, outcome: 'stored', stored };
}

/**
 * How many entries the file has, where a newer export of the same source followed it: all of them is here, and what they
 * say is no news. `undefined` where it has news.
 */
async function countSuperseded(
  { state }: OpenVault,
  file: LargeFile,
  { source, hash, servers: named, chosen, notOwn }: Superseding,
): Promise<number | undefined> {
  const { id: sourceId, files = [] } = source;
  const isKnown = files.includes(fileMark(hash));
  if (isKnown && files.at(-1) === fileMark(hash)) return undefined;
  const servers = knownServers(state, sourceId, named);
  let [done, theirs, isEarlier] = [0, 0, isKnown];
  for await (const { resources } of partsOf(file)) {
    const some = takenOf(resources, done, { chosen, notOwn }).resources;
    done += resources.length;
    theirs += some.length;
    if (isKnown) continue;
    const stands = await standsToHere(state, some, { sourceId, servers });
    if (stands === 'unknown') return undefined;
    isEarlier ||= stands === 'earlier';
  }
  return isEarlier ? theirs : undefined;
}

/** Of what a part of the file holds, what is taken in, and what of that is set apart. */
function takenOf(
  resources: readonly Arriving[],
  done: number,
  { chosen, notOwn }: Pick<Storing, 'chosen' | 'notOwn'>,
) {
  return chosen === undefined
    ? withoutOthers(resources, done, notOwn)
    : { ...onlyTheirs(resources, done, chosen), aside: undefined };
}

/** Whose each entry is: the file is gone through once more only where some may be another's. */
async function notOwnIn(
  vault: OpenVault,
  file: LargeFile,
  {
    source,
    seen,
    signal,
  }: GroupIntake & { readonly source: Source | undefined; readonly seen: Seen },
): Promise<NotOwn> {
  const known = await knownInFile(vault, seen.subjects, { source });
  if (areAllOwn(seen.subjects, known)) return none;
  const together = nothingTogether(known);
  for await (const { resources } of partsOf(file)) {
    goOnUnless(signal);
    for (const one of resources) noteTogether(together, one);
  }
  return notOwnOf(together);
}

const none: NotOwn = new Map();

type Seen = Awaited<ReturnType<typeof lookThrough>>;

async function lookThrough(file: LargeFile, { progress, signal }: GroupIntake) {
  const hasher = await createSHA256();
  const who = nobodyYet();
  const sample: Arriving[] = [];
  const subjects = noSubjects();
  const gathered = noServersGathered();
  let entries = 0;
  for await (const { resources } of partsOf(file, (bytes) => void hasher.update(bytes))) {
    goOnUnless(signal);
    noteWho(
      who,
      resources.map(({ resource }) => resource),
    );
    noteSubjects(subjects, resources);
    gatherServers(gathered, resources);
    sample.push(...resources.slice(0, compared - sample.length));
    entries += resources.length;
    progress({ doing: '', jobsDone: 0, jobsTotal: 0, received: entries });
  }
  if (entries === 0) throw new AppError('file-not-health-data');
  const servers = fileServers(gathered);
  return { who, subjects, sample, entries, servers, hash: hasher.digest('hex') };
}

/** The file is gone through once more, only for whose each entry is. */
async function chosenIn(file: LargeFile, { options, signal }: GroupIntake) {
  const gathered = noPeopleGathered();
  for await (const { resources } of partsOf(file)) {
    goOnUnless(signal);
    gatherPeople(gathered, resources);
  }
  return chosenOf(gathered, options.person);
}

async function seenOf(seen: Seen, chosen: OneOfSeveral): Promise<Seen> {
  const { resources } = onlyTheirs(seen.sample, 0, chosen);
  return { ...seen, sample: [...resources], hash: await hashOfOne(seen.hash, chosen) };
}

type Superseding = Pick<Storing, 'hash' | 'servers' | 'chosen' | 'notOwn'> & {
  readonly source: Source;
};

type Storing = GroupIntake &
  Seen & {
    readonly sourceId: SourceId;
    /** Whose entries are taken out of a file about several people. */
    readonly chosen: OneOfSeveral | undefined;
    readonly notOwn: NotOwn;
  };

async function storeParts(
  vault: OpenVault,
  file: LargeFile,
  { sourceId, entries, hash, chosen, notOwn, servers: named, ...intake }: Storing,
): Promise<Stored> {
  let [added, changed, rewritten, same, done] = [0, 0, 0, 0, 0];
  let isFirst = true;
  goOnUnless(intake.signal);
  const before = suppliedKeys(vault.state, sourceId);
  const seen = new Set<EntryKey>();
  const servers = knownServers(vault.state, sourceId, named);
  const types = new Set<string>();
  let isAllRead = true;
  let isPage = false;
  for await (const incoming of partsOf(file)) {
    if (!isFirst && intake.signal?.aborted === true) break;
    const { resources, skipped, warnings, next } = incoming;
    isPage ||= next !== undefined;
    isAllRead &&= !isPage && skipped.length === 0;
    const { resources: theirs, left, aside } = takenOf(resources, done, { chosen, notOwn });
    for (const type of sourceTypes(theirs)) types.add(type);
    const part = {
      ...{ ...emptyPart(file.path, file.kind, hash), resources: theirs },
      skipped: [...skipped, ...left],
      ...defined({ aside }),
    };
    const notes = [
      ...(isPage ? [onePageOnly] : []),
      ...(chosen === undefined ? [] : [oneOfSeveralNote(chosen)]),
    ];
    const taken = await storePart(
      vault,
      { ...part, isPage, warnings, notes },
      {
        ...{ sourceId, seen, servers, isFirst, isUnfinished: true, name: fileNameIn(file.path) },
        clock: intake.clock,
        link: intake.link,
        progress: ({ doing }) => {
          intake.progress({ doing, jobsDone: done, jobsTotal: entries, received: done });
        },
      },
    );
    added += taken.added;
    changed += taken.changed;
    rewritten += taken.rewritten;
    same += taken.same;
    done += resources.length;
    isFirst = false;
  }
  const at = intake.clock().toISOString();
  const isCutShort = done < entries;
  if (isCutShort) isAllRead = false;
  const supplied = suppliedByExport(vault.state, { sourceId, before, seen, types, isAllRead, at });
  const source = finished(
    vault,
    sourceId,
    isCutShort ? 'cancelled' : isPage ? 'partial' : undefined,
  );
  await commit(vault, [{ events: [{ kind: 'source', source }, ...supplied] }]);
  return storedAnswer(source, { added, changed, rewritten, same });
}

/** The source as it stands at the end; `state` where that is known not to be its whole. */
function finished(vault: OpenVault, sourceId: Storing['sourceId'], state?: SourceState): Source {
  const source = vault.state.sources.get(sourceId);
  if (source === undefined) throw new AppError('unexpected', { where: 'source' });
  return { ...source, state: state ?? endStateOf(source) };
}

async function* partsOf(
  file: LargeFile,
  onBytes: (bytes: Bytes) => void = () => undefined,
): AsyncGenerator<ReturnType<typeof withoutTooDeep>> {
  const stream = recordStream({ lines: file.kind === 'ndjson' });
  const chunks = file.opened?.() ?? chunksOf(file);
  let decoder: TextDecoder | undefined;
  for await (const bytes of chunks) {
    onBytes(bytes);
    decoder ??= decoderOf(bytes);
    for (const part of stream.push(decodedPart(decoder, bytes))) yield withoutTooDeep(part);
  }
  for (const part of stream.end()) yield withoutTooDeep(part);
}

function chunksOf({ content, gzipped }: LargeFile): AsyncGenerator<Bytes> {
  return gzipped ? inflatedParts(content, 'gzip', largest) : bytesOf(content);
}

/** UTF-32 is read whole or not at all. */
function decoderOf(head: Bytes): TextDecoder {
  const form = unicodeOf(head);
  if (form.startsWith('utf-32')) throw new AppError('file-too-large');
  return new TextDecoder(form, { fatal: true });
}

function decodedPart(decoder: TextDecoder, bytes: Bytes): string {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch (cause) {
    throw new AppError('file-letters-unknown', { cause });
  }
}
