import { defined } from '../../../shared/base/defined.ts';
import { AppError, codeOf } from '../../../shared/base/error.ts';
import type { Clock } from '../../../shared/base/clock.ts';
import { ownReference } from '../../../shared/fhir/reference.ts';
import { joinHealthCardQr, type HealthCardChunk } from '../../../shared/share/health-card-qr.ts';
import type {
  FileKind,
  FileOutcome,
  FilesOptions,
  IncomingFile,
  OnProgress,
} from '../api/files.ts';
import { healthCardPart } from './health-card-part.ts';
import { isLarge, addLarge } from './large-file.ts';
import { isPhoneRecord, phoneExportOf } from './known-archives.ts';
import type { LinkOrigin } from './link-origin.ts';
import { fileNameIn, folderOf, type Part, type RefusedPart } from './part.ts';
import { readFound, type FileReading } from './read-part.ts';
import { ownExportParts, sourceWithAll } from './own-export.ts';
import { readableOfFile, type Readable } from './readable.ts';
import { allKnown, storeGroup, type GroupIntake } from './store-group.ts';
import { goOnUnless } from './store-part.ts';
import { isAboutSeveral, nobodyYet, noteWho } from './who.ts';
import { unpackFiles, type FoundFile, type NamedFile } from './unpack-files.ts';
import type { Arriving } from '../sources/ingest.ts';
import { lookOverAgain } from '../sources/look-over.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';

export type FilesIntake = Omit<FileReading, 'now'> & {
  readonly options: FilesOptions;
  readonly progress: OnProgress;
  readonly clock: Clock;
  /** Stops after what is being stored now; what is stored stays. */
  readonly signal?: AbortSignal | undefined;
  /** The link that they came from. */
  readonly link?: LinkOrigin | undefined;
};

type Intake = {
  readonly vault: OpenVault;
  readonly given: FilesIntake;
  readonly read: FileReading;
};

/** What waits until all files were seen: the lines of one export, by their folder, and the codes of one card. */
type Waiting = {
  readonly exports: Map<string, Part[]>;
  /** Single resources: a file of lines with only one line looks like them. */
  readonly singles: Map<string, Part[]>;
  readonly chunks: { readonly path: string; readonly chunk: HealthCardChunk }[];
};

/**
 * Takes in files that the person chose or dropped. @see addNamedFiles
 */
export function addFiles(
  vault: OpenVault,
  files: readonly IncomingFile[],
  given: FilesIntake,
): Promise<readonly FileOutcome[]> {
  const named = files.map(({ name, file }) => ({ name, content: readableOfFile(file) }));
  return addNamedFiles(vault, named, given);
}

/**
 * Takes in files of any kind. Each has its own outcome: first what is whole by itself, then the
 * exports whose files lay together, single resources, and the pictures of one card.
 * The same file opened again is the same source, and so is a newer export of it: nothing is doubled.
 */
export async function addNamedFiles(
  vault: OpenVault,
  files: readonly NamedFile[],
  given: FilesIntake,
): Promise<readonly FileOutcome[]> {
  const intake: Intake = { vault, given, read: { ...given, now: given.clock() } };
  const waiting: Waiting = { exports: new Map(), singles: new Map(), chunks: [] };
  const outcomes: FileOutcome[] = [];
  const { only } = given.options;
  for await (const found of unpackFiles(files)) {
    if (only !== undefined && !only.some((one) => isIn(found, one))) continue;
    outcomes.push(...(await addFound(intake, found, waiting)));
    if (given.signal?.aborted === true) break;
  }
  for (const [folder, parts] of waiting.exports) {
    const singles = waiting.singles.get(folder) ?? [];
    waiting.singles.delete(folder);
    const { together, apart } = isPhoneRecord(`${folder}/`)
      ? withoutSharedIds(parts)
      : { together: parts, apart: [] };
    outcomes.push(...(await addExport(intake, [...together, ...singles])));
    outcomes.push(...(await addAlone(intake, apart)));
  }
  for (const parts of waiting.singles.values()) outcomes.push(...(await addAlone(intake, parts)));
  outcomes.push(...(await addChunks(intake, waiting.chunks)));
  // An export of an earlier program does not say whose its entries are.
  if (outcomes.some(isOwnExport)) await lookOverAgain(vault);
  const isStopped = given.signal?.aborted === true && only === undefined;
  return isStopped ? [...outcomes, ...notReached(files, outcomes)] : outcomes;
}

/** Files that nobody came to, because the person said stop. */
function notReached(
  files: readonly NamedFile[],
  outcomes: readonly FileOutcome[],
): readonly FileOutcome[] {
  const cancelled = new AppError('import-cancelled');
  return files
    .filter(({ name }) => !outcomes.some(({ path }) => `${path}/`.startsWith(`${name}/`)))
    .map(({ name }) => refusal({ path: name, kind: 'unknown' }, cancelled));
}

/** Single resources that lie together: each is a source of its own, and about the one Patient beside them. */
async function addAlone(intake: Intake, parts: readonly Part[]): Promise<readonly FileOutcome[]> {
  const beside = patientsOfOne(parts);
  const outcomes: FileOutcome[] = [];
  for (const part of parts) outcomes.push(...(await addGroup(intake, [part], { beside })));
  return outcomes;
}

/**
 * A phone keeps what several hospitals gave it side by side, and two of them may have used one id: each of these is a
 * source of its own, so that none passes for an earlier version of the other.
 */
function withoutSharedIds(parts: readonly Part[]): {
  readonly together: readonly Part[];
  readonly apart: readonly Part[];
} {
  const hashes = new Map<string, Set<string>>();
  const namesOf = ({ resources }: Part) =>
    resources.flatMap(({ resource }) => ownReference(resource) ?? []);
  for (const part of parts) {
    for (const name of namesOf(part)) {
      hashes.set(name, (hashes.get(name) ?? new Set()).add(part.hash));
    }
  }
  const isShared = (part: Part) => namesOf(part).some((name) => (hashes.get(name)?.size ?? 0) > 1);
  return {
    together: parts.filter((part) => !isShared(part)),
    apart: parts.filter(isShared),
  };
}

/** The Patients among single resources that lie together, where all of them are one person. */
function patientsOfOne(parts: readonly Part[]): readonly Arriving[] {
  const patients = parts
    .flatMap(({ resources }) => resources)
    .filter(({ resource }) => resource.resourceType === 'Patient');
  const who = nobodyYet();
  noteWho(
    who,
    patients.map(({ resource }) => resource),
  );
  return isAboutSeveral(who) ? [] : patients;
}

async function addFound(
  intake: Intake,
  found: FoundFile,
  waiting: Waiting,
): Promise<readonly FileOutcome[]> {
  const { path, kind } = found;
  if ('refused' in found) return [refusal(found, new AppError(found.refused, found))];
  try {
    goOnUnless(intake.given.signal);
    intake.given.progress({ doing: '', jobsDone: 0, jobsTotal: 0, received: 0, file: path });
    if (kind === 'own-export') return await addOwnExport(intake, { path, content: found.content });
    if (await isLarge(found)) return [await addLarge(intake.vault, found, intake.given)];
    const read = await readFound(found, intake.read);
    if (read.kind === 'link') return [{ path, kind, outcome: 'link', link: read.link }];
    waiting.chunks.push(...(read.chunks ?? []).map((chunk) => ({ path, chunk })));
    if (read.parts.length === 0 && read.refused.length === 0) return [];
    const isSingle = kind === 'json' && read.parts.every(({ resources }) => resources.length === 1);
    if (kind === 'ndjson' || isSingle) {
      const isOneOfExport = kind === 'ndjson' || isPhoneRecord(path);
      const waits = isOneOfExport ? waiting.exports : waiting.singles;
      const folder = folderOf(path);
      waits.set(folder, [...(waits.get(folder) ?? []), ...read.parts]);
      return [];
    }
    const outcomes: FileOutcome[] = [];
    for (const part of read.parts) outcomes.push(...(await addGroup(intake, [part])));
    // What is asked for by its name was seen before: what of it is refused has been told.
    const isFirstLook = intake.given.options.only === undefined;
    return isFirstLook ? [...outcomes, ...read.refused.map(asOutcome)] : outcomes;
  } catch (thrown) {
    return [refusal(found, thrown)];
  }
}

/** Files of lines that lay together are one export, whose parts point to one another. */
function addExport(intake: Intake, parts: readonly Part[]): Promise<readonly FileOutcome[]> {
  const [first] = parts;
  if (first === undefined) return Promise.resolve([]);
  if (isPhoneRecord(first.path)) {
    // What a phone measured lies in the same file and is not read: only the records are this source.
    const noted = { ...first, notes: [...first.notes, { kind: 'phone-records-only' } as const] };
    return addGroup(intake, [noted, ...parts.slice(1)], {
      name: `Health records in ${fileNameIn(phoneExportOf(first.path))}`,
    });
  }
  const folder = fileNameIn(folderOf(first.path));
  const alone = fileNameIn(first.path);
  const together = folder === '' ? `${alone} and ${String(parts.length - 1)} more` : folder;
  return addGroup(intake, parts, { name: parts.length === 1 ? alone : together });
}

async function addGroup(
  { vault, given }: Intake,
  parts: readonly Part[],
  more: Pick<GroupIntake, 'name' | 'beside'> = {},
): Promise<readonly FileOutcome[]> {
  try {
    return await storeGroup(vault, parts, { ...given, ...more });
  } catch (thrown) {
    return parts.map((part) => refusal(part, thrown));
  }
}

function isOwnExport({ kind, outcome }: FileOutcome): boolean {
  return kind === 'own-export' && outcome === 'stored';
}

/** Whether a path names this file, or a source in it. */
function isIn({ path, kind }: FoundFile, named: string): boolean {
  return named === path || (kind === 'own-export' && named.startsWith(`${path}/`));
}

/** Everything that this program once gave: each source of it is one again. */
async function addOwnExport(
  intake: Intake,
  { path, content }: { readonly path: string; readonly content: Readable },
): Promise<readonly FileOutcome[]> {
  const { only } = intake.given.options;
  const outcomes: FileOutcome[] = [];
  for await (const part of ownExportParts(path, content)) {
    if (only?.includes(part.path) === false) continue;
    const here = await sourceWithAll(intake.vault.state, part);
    if (here === undefined) outcomes.push(...(await addGroup(intake, [part])));
    else outcomes.push(allKnown(part, here));
  }
  return outcomes;
}

/** A card in several codes counts once all of them are there; codes of cards in so many codes belong together. */
async function addChunks(
  intake: Intake,
  chunks: Waiting['chunks'],
): Promise<readonly FileOutcome[]> {
  const cards = new Map<number, Waiting['chunks'][number][]>();
  for (const one of chunks) {
    cards.set(one.chunk.of, [...(cards.get(one.chunk.of) ?? []), one]);
  }
  const outcomes: FileOutcome[] = [];
  for (const card of cards.values()) outcomes.push(...(await addCard(intake, card)));
  return outcomes;
}

async function addCard(intake: Intake, chunks: Waiting['chunks']): Promise<readonly FileOutcome[]> {
  const paths = [...new Set(chunks.map(({ path }) => path))];
  const [path] = paths;
  if (path === undefined) return [];
  try {
    const jws = joinHealthCardQr(chunks.map(({ chunk }) => chunk));
    if (jws === undefined) throw new AppError('file-card-part');
    const part = await healthCardPart(path, jws, intake.read.issuerKeys);
    const [taken] = await addGroup(intake, [part]);
    return taken === undefined
      ? []
      : paths.map((one) => (one === path ? taken : { ...counted(taken), path: one }));
  } catch (thrown) {
    return paths.map((one) => refusal({ path: one, kind: 'health-card' }, thrown));
  }
}

/** What another picture of the same card brought: nothing more than the first. */
function counted(outcome: FileOutcome): FileOutcome {
  if (outcome.outcome !== 'stored') return outcome;
  const { added, changed, rewritten, same } = outcome.stored;
  const known = { added: 0, changed: 0, rewritten: 0, same: added + changed + rewritten + same };
  return { ...outcome, stored: { ...outcome.stored, ...known } };
}

function asOutcome(refused: RefusedPart): FileOutcome {
  return { ...refused, outcome: 'refused' };
}

function refusal(
  { path, kind }: { readonly path: string; readonly kind: FileKind },
  thrown: unknown,
): FileOutcome {
  const where = thrown instanceof AppError ? thrown.where : undefined;
  const code = codeOf(thrown);
  return defined({ path, kind, outcome: 'refused', code, where });
}
