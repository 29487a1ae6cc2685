import type { Clock } from '../../../shared/base/clock.ts';
import { AppError, codeOf, type ErrorCode } from '../../../shared/base/error.ts';
import { defined } from '../../../shared/base/defined.ts';
import type { EntryKey, SourceId } from '../../../shared/record/card.ts';
import { isOfOthers, type Source } from '../../../shared/record/source.ts';
import type {
  Difference,
  FileOutcome,
  FilesOptions,
  NamedDocument,
  OnProgress,
} from '../api/files.ts';
import type { PersonHeader } from '../api/people.ts';
import { titleOf } from '../record/entry-line.ts';
import { storedAnswer, type Arriving } from '../sources/ingest.ts';
import { entryKey } from '../../../shared/record/entry-key.ts';
import { commit } from '../open-vault/commit.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { differencesBetween, personOf } from '../record/person.ts';
import { sourceTypes, standsToHere, suppliedByExport, suppliedKeys } from './newer-export.ts';
import type { LinkOrigin } from './link-origin.ts';
import { chosenOf, partsOfOne } from './one-of-several.ts';
import { fileNameIn, newestIn, type Part } from './part.ts';
import { gatherPeople, noPeopleGathered, toChooseFrom } from './people-in-file.ts';
import { knownServers, serversOf } from './servers-in-file.ts';
import { fileMark, sourceFor } from './source-of.ts';
import { storePart } from './store-part.ts';
import { isAboutSeveral, nobodyYet, noteWho, onePerson } from './who.ts';
import { noSubjects, noteSubjects } from '../sources/subjects.ts';
import { isAnybodysFile, partsOfPerson } from './whose-in-file.ts';

export type GroupIntake = {
  /** What the source is called; the file's own name where this is absent. */
  readonly name?: string;
  readonly options: Pick<FilesOptions, 'acceptOtherPerson' | 'person'>;
  readonly progress: OnProgress;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** The link that they came from. */
  readonly link?: LinkOrigin | undefined;
  /** Patients that lie beside them: they say whom these are about where they do not say it themselves. */
  readonly beside?: readonly Arriving[];
};

/**
 * Takes in parts that came together and are about the same person, into one source.
 * Where they are about several, one must have been chosen.
 * @throws file-several-people where nobody can tell whose an entry is, and import-cancelled, vault-storage-full, vault-storage-failed
 */
export async function storeGroup(
  vault: OpenVault,
  parts: readonly Part[],
  intake: GroupIntake,
): Promise<readonly FileOutcome[]> {
  const [only] = parts;
  if (only?.keys !== undefined) {
    return storeTogether(vault, parts, { ...intake, person: personKept(only) });
  }
  const who = nobodyYet();
  for (const part of parts)
    noteWho(
      who,
      part.resources.map(({ resource }) => resource),
    );
  noteWho(
    who,
    (intake.beside ?? []).map(({ resource }) => resource),
  );
  return isAboutSeveral(who)
    ? storeOneOfSeveral(vault, parts, intake)
    : storeTogether(vault, parts, { ...intake, person: onePerson(who) });
}

/**
 * Whom a source of our own record is about, as its Patient said it last. Whoever else is in it is so by the owner's own
 * decision, and what the Patient said before is no other person.
 */
function personKept({ keys = [], resources }: Part): PersonHeader | undefined {
  const first = resources.findIndex(({ resource }) => resource.resourceType === 'Patient');
  const newest = resources[keys.lastIndexOf(keys[first] ?? '')];
  return newest && personOf(newest.resource);
}

/** Of parts about several people, those of the one who was chosen. A card is signed as a whole: nothing is taken out of it. */
async function storeOneOfSeveral(
  vault: OpenVault,
  parts: readonly Part[],
  intake: GroupIntake,
): Promise<readonly FileOutcome[]> {
  if (parts.some(({ issuer }) => issuer !== undefined)) throw new AppError('file-several-people');
  const gathered = noPeopleGathered();
  for (const { resources } of parts) gatherPeople(gathered, resources);
  const chosen = chosenOf(gathered, intake.options.person);
  if ('all' in chosen) {
    const people = toChooseFrom(chosen.all, vault.state.person?.header, chosen.told);
    return parts.map(({ path, kind }) => ({ path, kind, outcome: 'several', people }));
  }
  const { header, id } = chosen.person;
  const theirs = await partsOfOne(parts, chosen);
  return storeTogether(vault, theirs, { ...intake, person: header, chosen: id });
}

/** The outcome of a part of which everything is here already. */
export function allKnown(part: Part, source: Source): FileOutcome {
  const { path, kind } = part;
  const counts = { added: 0, changed: 0, rewritten: 0, same: newestIn(part).length };
  return { path, kind, outcome: 'stored', stored: storedAnswer(source, counts) };
}

type OnePersonIntake = GroupIntake & {
  readonly person: PersonHeader | undefined;
  /** What the person is called who was chosen of several. */
  readonly chosen?: string;
};

async function storeTogether(
  vault: OpenVault,
  all: readonly Part[],
  intake: OnePersonIntake,
): Promise<readonly FileOutcome[]> {
  const link = areKeptApart(all) ? undefined : intake.link;
  const sourceId = await sourceFor(
    vault.state,
    {
      hashes: all.map(({ hash }) => hash),
      resources: all.flatMap(({ resources }) => resources),
      isKeptApart: areKeptApart(all),
    },
    link,
  );
  const source = vault.state.sources.get(sourceId);
  const differences = differencesFromRecord(vault, intake.person);
  const isDoubtful =
    differences.length > 0 || (source === undefined && isAnybodys(vault, all, intake.beside));
  if (isDoubtful && !intake.options.acceptOtherPerson) {
    return all.map(({ path, kind }) => ({ path, kind, outcome: 'held', differences }));
  }
  const isOurs = all.some(({ keys }) => keys !== undefined);
  const about = { source, chosen: intake.chosen, beside: intake.beside };
  const parts = isOurs ? all : await partsOfPerson(vault, all, about);
  // What a link brings is what is behind it now.
  const mayBeOld = link === undefined && source !== undefined;
  if (mayBeOld && (await isSuperseded(vault, source, parts))) {
    return parts.map((part) => allKnown(part, source));
  }
  link?.taken.add(sourceId);
  return storeParts(vault, parts, { ...intake, link, sourceId });
}

async function storeParts(
  vault: OpenVault,
  parts: readonly Part[],
  intake: GroupIntake & { readonly sourceId: SourceId },
): Promise<readonly FileOutcome[]> {
  const { sourceId } = intake;
  const before = suppliedKeys(vault.state, sourceId);
  const seen = new Set<EntryKey>();
  const resources = parts.flatMap((part) => part.resources);
  const servers = knownServers(vault.state, sourceId, serversOf(resources));
  const outcomes: FileOutcome[] = [];
  for (const [at, part] of parts.entries()) {
    const { path, kind } = part;
    const name = intake.name ?? part.name ?? fileNameIn(path);
    try {
      const stored = await storePart(vault, part, {
        ...{ ...intake, name, seen, servers },
        isFirst: at === 0,
      });
      const document = documentIn(vault, part, sourceId);
      outcomes.push({ path, kind, outcome: 'stored', stored, ...document });
    } catch (thrown) {
      if (at === 0) throw thrown;
      return cutShort(vault, { sourceId, outcomes, left: parts.slice(at), code: codeOf(thrown) });
    }
  }
  const events = suppliedByExport(vault.state, {
    ...{ sourceId, before, seen, at: intake.clock().toISOString() },
    types: new Set(parts.flatMap(({ resources }) => sourceTypes(resources))),
    isAllRead: parts.every(({ isPage, skipped }) => !isPage && skipped.every(isOfOthers)),
  });
  if (events.length > 0) await commit(vault, [{ events }]);
  return outcomes;
}

type CutShort = {
  readonly sourceId: SourceId;
  readonly outcomes: readonly FileOutcome[];
  readonly left: readonly Part[];
  readonly code: ErrorCode;
};

/** What is stored stays, and the source says that it is not all. */
async function cutShort(
  vault: OpenVault,
  { sourceId, outcomes, left, code }: CutShort,
): Promise<readonly FileOutcome[]> {
  const before = vault.state.sources.get(sourceId);
  if (before === undefined) throw new AppError('unexpected', { where: 'source' });
  const state = code === 'import-cancelled' ? 'cancelled' : 'failed';
  const source = { ...before, state } as const;
  await commit(vault, [{ events: [{ kind: 'source', source }] }]);
  const stored = outcomes.map((one) =>
    one.outcome === 'stored' ? { ...one, stored: { ...one.stored, source } } : one,
  );
  const refused = left.map(({ path, kind }) => ({ path, kind, outcome: 'refused', code }) as const);
  return [...stored, ...refused];
}

/** The document that a part is, under the title that it has by now. */
function documentIn(
  { state }: OpenVault,
  { isDocument, hash }: Part,
  sourceId: SourceId,
): { readonly document?: NamedDocument } {
  const key = entryKey(sourceId, 'DocumentReference', hash);
  const entry = isDocument ? state.entries.get(key) : undefined;
  if (entry === undefined) return {};
  const { date } = entry.card;
  return { document: { key, title: titleOf(state, entry.card), ...defined({ date }) } };
}

/** Whether nothing tells whether these are about the person whose record this is. */
function isAnybodys(
  vault: OpenVault,
  parts: readonly Part[],
  beside: readonly Arriving[] = [],
): boolean {
  if (parts.some(({ keys }) => keys !== undefined)) return false;
  const subjects = noSubjects();
  for (const { resources } of [...parts, { resources: beside }]) noteSubjects(subjects, resources);
  return isAnybodysFile(vault, subjects);
}

/** How a file's person looks other than the record's. */
export function differencesFromRecord(
  vault: OpenVault,
  there: PersonHeader | undefined,
): readonly Difference[] {
  const here = vault.state.person?.header;
  return here === undefined || there === undefined ? [] : differencesBetween(here, there);
}

/** A card is signed as a whole, and a document is read as a whole: each is a source of its own, also where it changed. */
function areKeptApart(parts: readonly Part[]): boolean {
  return parts.some(({ issuer, isDocument }) => issuer !== undefined || isDocument);
}

/** Whether a newer export of the same source followed these: all of them is here, and what they say is no news. */
async function isSuperseded(
  { state }: OpenVault,
  { id, files = [] }: Source,
  parts: readonly Part[],
): Promise<boolean> {
  const marks = parts.map(({ hash }) => fileMark(hash));
  if (marks.every((mark) => files.includes(mark))) return files.at(-1) !== marks.at(-1);
  const resources = parts.flatMap((part) => part.resources);
  const servers = knownServers(state, id, serversOf(resources));
  return (await standsToHere(state, resources, { sourceId: id, servers })) === 'earlier';
}
