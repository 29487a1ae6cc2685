import { hex, sha256, utf8 } from '../../../shared/base/bytes.ts';
import type { Clock } from '../../../shared/base/clock.ts';
import { defined } from '../../../shared/base/defined.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import type { Source } from '../../../shared/record/source.ts';
import type { Difference, FileOutcome, IngestOptions, NamedDocument, OnProgress } from '../api.ts';
import { titleOf } from '../entry-line.ts';
import { storedAnswer } from '../ingest.ts';
import { entryKey } from '../locate.ts';
import type { OpenVault } from '../open-vault.ts';
import { differencesBetween } from '../person.ts';
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
  const outcomes: FileOutcome[] = [];
  const source = vault.state.sources.get(sourceId);
  if (source !== undefined && isSuperseded(source, parts)) {
    return parts.map(({ path, kind, resources }) => {
      const stored = storedAnswer(source, { added: 0, changed: 0, same: resources.length });
      return { path, kind, outcome: 'stored', stored };
    });
  }
  for (const [at, part] of parts.entries()) {
    const { path, kind } = part;
    const name = intake.name ?? part.name ?? fileNameIn(path);
    const stored = await takeIn(vault, part, { ...intake, sourceId, name, isFirst: at === 0 });
    outcomes.push({ path, kind, outcome: 'stored', stored, ...documentIn(vault, part, sourceId) });
  }
  return outcomes;
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
function isSuperseded({ files = [] }: Source, parts: readonly Part[]): boolean {
  const marks = parts.map(({ hash }) => fileMark(hash));
  return marks.every((mark) => files.includes(mark)) && files.at(-1) !== marks.at(-1);
}
