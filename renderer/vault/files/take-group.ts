import { hex, sha256, utf8 } from '../../../shared/base/bytes.ts';
import type { Clock } from '../../../shared/base/clock.ts';
import { AppError, codeOf, type ErrorCode } from '../../../shared/base/error.ts';
import { defined } from '../../../shared/base/defined.ts';
import type { EntryKey, SourceId } from '../../../shared/record/card.ts';
import type { Source } from '../../../shared/record/source.ts';
import type {
  Difference,
  FileOutcome,
  IngestOptions,
  NamedDocument,
  OnProgress,
} from '../api-files.ts';
import { titleOf } from '../entry-line.ts';
import { storedAnswer } from '../ingest.ts';
import { entryKey } from '../entry-key.ts';
import { commit, type OpenVault } from '../open-vault.ts';
import { differencesBetween } from '../person.ts';
import { isEarlierState, sourceTypes, suppliedByExport, suppliedKeys } from './newer-export.ts';
import { fileNameIn, type Part } from './part.ts';
import { earlierExport, fileMark, sourceIdOfHash, sourceWithFile } from './source-of.ts';
import { takeIn } from './take-in.ts';
import { nobodyYet, noteWho, onePerson, type Who } from './who.ts';

export type GroupIntake = {
  /** What the source is called; the file's own name where this is absent. */
  readonly name?: string;
  readonly options: IngestOptions;
  readonly progress: OnProgress;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Takes in parts that came together and are about the same person, into one source.
 * @throws file-several-people, import-cancelled, vault-storage-full, vault-storage-failed
 */
export async function takeGroup(
  vault: OpenVault,
  parts: readonly Part[],
  intake: GroupIntake,
): Promise<readonly FileOutcome[]> {
  const who = nobodyYet();
  for (const part of parts)
    noteWho(
      who,
      part.resources.map(({ resource }) => resource),
    );
  const differences = differencesFromRecord(vault, who);
  if (differences.length > 0 && !intake.options.acceptOtherPerson) {
    return parts.map(({ path, kind }) => ({ path, kind, outcome: 'held', differences }));
  }
  const sourceId = await sourceFor(vault, parts);
  const source = vault.state.sources.get(sourceId);
  if (source !== undefined && (await isSuperseded(vault, source, parts))) {
    return parts.map(({ path, kind, resources }) => {
      const counts = { added: 0, changed: 0, rewritten: 0, same: resources.length };
      const stored = storedAnswer(source, counts);
      return { path, kind, outcome: 'stored', stored };
    });
  }
  return takeParts(vault, parts, { ...intake, sourceId });
}

async function takeParts(
  vault: OpenVault,
  parts: readonly Part[],
  intake: GroupIntake & { readonly sourceId: SourceId },
): Promise<readonly FileOutcome[]> {
  const { sourceId } = intake;
  const before = suppliedKeys(vault.state, sourceId);
  const seen = new Set<EntryKey>();
  const outcomes: FileOutcome[] = [];
  for (const [at, part] of parts.entries()) {
    const { path, kind } = part;
    const name = intake.name ?? part.name ?? fileNameIn(path);
    try {
      const stored = await takeIn(vault, part, { ...intake, name, seen, isFirst: at === 0 });
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
    isAllRead: parts.every(({ isPage, skipped }) => !isPage && skipped.length === 0),
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

/** How a file's person looks other than the record's. @throws file-several-people */
export function differencesFromRecord(vault: OpenVault, who: Who): readonly Difference[] {
  const there = onePerson(who);
  const here = vault.state.person?.header;
  return here === undefined || there === undefined ? [] : differencesBetween(here, there);
}

async function sourceFor({ state }: OpenVault, parts: readonly Part[]): Promise<SourceId> {
  const known = parts
    .map(({ hash }) => sourceWithFile(state, hash))
    .find((source) => source !== undefined);
  const isCard = parts.some(({ issuer, isDocument }) => issuer !== undefined || isDocument);
  const all = parts.flatMap(({ resources }) => resources);
  const earlier = isCard ? undefined : await earlierExport(state, all);
  const hashes = parts.map(({ hash }) => hash);
  const [only = '', another] = hashes;
  const hash = another === undefined ? only : hex(await sha256(utf8(hashes.toSorted().join('\n'))));
  return known?.id ?? earlier?.id ?? sourceIdOfHash(hash);
}

/** Whether a newer export of the same source followed these: all of them is here, and what they say is no news. */
async function isSuperseded(
  { state }: OpenVault,
  { id, files = [] }: Source,
  parts: readonly Part[],
): Promise<boolean> {
  const marks = parts.map(({ hash }) => fileMark(hash));
  if (marks.every((mark) => files.includes(mark))) return files.at(-1) !== marks.at(-1);
  return isEarlierState(
    state,
    id,
    parts.flatMap(({ resources }) => resources),
  );
}
