import { fromUtf8, type Bytes } from '../../../shared/base/bytes.ts';
import { defined } from '../../../shared/base/defined.ts';
import { AppError } from '../../../shared/base/error.ts';
import { parseFhirJson } from '../../../shared/fhir/json.ts';
import { resourceOf, type FhirResource } from '../../../shared/fhir/resource.ts';
import {
  noteTogether,
  nothingTogether,
  whoseTogether,
} from '../../../shared/fhir/whose-together.ts';
import type { Known } from '../../../shared/fhir/whose.ts';
import type { EntryCard, EntryKey, SourceId } from '../../../shared/record/card.ts';
import { sourceIn } from '../../../shared/record/entry-key.ts';
import { whoseRules, type SetAside } from '../../../shared/record/source.ts';
import type { RecordEntry } from '../catalogue/entry-table.ts';
import type { VaultEvent } from '../log/event.ts';
import { commit } from '../open-vault/commit.ts';
import { wholeVault, type OpenVault } from '../open-vault/open-vault.ts';
import { openSegment } from '../open-vault/segments.ts';
import { knownOfSource, type TellingSource } from './known-people.ts';
import { setAsideEvents } from '../catalogue/set-aside.ts';
import { areAllOwn, knownInFile, noSubjects, noteSubjects } from './subjects.ts';
import { withAsideCounted } from './whose-counts.ts';

/** Entries that are set apart in one transaction. */
const entriesAtOnce = 500;

const lookedOver = new WeakMap<OpenVault, Promise<void>>();

/**
 * Looks through what earlier programs took in without telling whose it is, a source at a time, and sets apart what is not
 * the person's. Nothing is deleted. Where it is interrupted, the next opening goes on with the sources that are left.
 * @throws vault-storage-full, vault-storage-failed, vault-locked
 */
export function lookedOverVault(vault: OpenVault): Promise<void> {
  const before = lookedOver.get(vault);
  if (before !== undefined) return before;
  const work = lookOverAll(vault).catch((thrown: unknown) => {
    lookedOver.delete(vault);
    throw thrown;
  });
  lookedOver.set(vault, work);
  return work;
}

/** Looks through a source that came in since, by what it says itself. */
export function lookOverAgain(vault: OpenVault): Promise<void> {
  lookedOver.delete(vault);
  return lookedOverVault(vault);
}

async function lookOverAll(vault: OpenVault): Promise<void> {
  await wholeVault(vault);
  const { sources, entries } = vault.state;
  // With a row of the log, what was set apart may be forgotten, or a source itself: then each opening looks anew.
  const mayForget = vault.damage.rows.size > 0;
  const all = mayForget ? [...entries.keys()].map(sourceIn) : [...sources.keys()];
  for (const id of new Set(all)) {
    const source = vault.state.sources.get(id);
    const isLookedOver = source?.whoseRules === whoseRules;
    if (isLookedOver && !mayForget) continue;
    const isWhole = await lookOver(vault, source ?? { id });
    if (isWhole && !isLookedOver) await markLookedOver(vault, id);
  }
}

/**
 * Sets apart what of a source is not the person's. Answers whether all of it could be read: what is damaged is looked at
 * again the next time. `isMixed`: it has given others' entries beside those that are stored.
 */
export async function lookOver(
  vault: OpenVault,
  source: TellingSource,
  isMixed?: 'mixed',
): Promise<boolean> {
  const { known, areOwn } = await knownHere(vault, source);
  known.isMixed = isMixed === 'mixed';
  if (areOwn && !known.isMixed) return true;
  const { judged, isWhole } = await judgedEntries(vault, source, known);
  const apart = judged.filter(([, why]) => why !== undefined);
  for (let at = 0; at < apart.length; at += entriesAtOnce) {
    const events = setAsideEvents(vault.state, source.id, apart.slice(at, at + entriesAtOnce));
    if (events.length > 0) await commit(vault, [{ events: withCounts(vault, source.id, events) }]);
  }
  return isWhole;
}

/** The source is counted in the same transaction. */
function withCounts(
  { state }: OpenVault,
  sourceId: SourceId,
  events: readonly VaultEvent[],
): readonly VaultEvent[] {
  const source = state.sources.get(sourceId);
  if (source === undefined) return events;
  return [...events, { kind: 'source', source: withAsideCounted(source, state, events) }];
}

async function markLookedOver(vault: OpenVault, id: SourceId): Promise<void> {
  const source = vault.state.sources.get(id);
  if (source === undefined) return;
  await commit(vault, [{ events: [{ kind: 'source', source: { ...source, whoseRules } }] }]);
}

type Judged = readonly [EntryKey, SetAside | undefined];

/**
 * What the entries of a source tell of who is who, and whether that is enough to know that all are the person's. Of a file
 * it is told by how its entries name whom they are about; a service says itself who the patient is.
 */
async function knownHere(
  vault: OpenVault,
  source: TellingSource,
): Promise<{ readonly known: Known; readonly areOwn: boolean }> {
  if (source.patientId !== undefined) {
    return { known: await knownOfSource(vault, source), areOwn: false };
  }
  const subjects = noSubjects();
  const isWhole = await readEntries(vault, source, ({ resource, card: { fullUrl } }) => {
    noteSubjects(subjects, [defined({ resource, fullUrl })]);
  });
  const known = await knownInFile(vault, subjects, { source });
  return { known, areOwn: isWhole && areAllOwn(subjects, known) };
}

async function judgedEntries(
  vault: OpenVault,
  source: TellingSource,
  known: Known,
): Promise<{ readonly judged: readonly Judged[]; readonly isWhole: boolean }> {
  const together = nothingTogether(known);
  const keys: EntryKey[] = [];
  const isWhole = await readEntries(vault, source, ({ resource, card }) => {
    const { fullUrl, original } = card;
    noteTogether(together, defined({ resource, fullUrl, original: referenceIn(original) }));
    keys.push(card.key);
  });
  const judged = whoseTogether(together).flatMap((whose, at): Judged[] => {
    const key = keys[at];
    return key === undefined ? [] : [[key, whose === 'own' ? undefined : whose]];
  });
  return { judged, isWhole };
}

/** Opens the entries of a source, one after the other. Answers whether all of them could be read. */
async function readEntries(
  vault: OpenVault,
  source: TellingSource,
  take: (read: { readonly resource: FhirResource; readonly card: EntryCard }) => void,
): Promise<boolean> {
  let isWhole = true;
  for (const [segment, rows] of rowsBySegment(vault, source.id)) {
    const bytes = await openSegment(vault.segments, segment).catch((thrown: unknown) => {
      if (thrown instanceof AppError && thrown.code === 'vault-damaged') return undefined;
      throw thrown;
    });
    if (bytes === undefined) {
      isWhole = false;
      continue;
    }
    for (const row of rows) {
      const { card, place } = vault.state.entries.entryAt(row);
      const resource = resourceIn(bytes.subarray(place.offset, place.offset + place.length));
      if (resource === undefined) isWhole = false;
      else take({ resource, card });
    }
  }
  return isWhole;
}

/** `undefined` where the text is none of a resource, which costs the looking over of that one only. */
function resourceIn(text: Bytes): FhirResource | undefined {
  try {
    return resourceOf(parseFhirJson(fromUtf8(text)));
  } catch {
    return undefined;
  }
}

function referenceIn(
  original: RecordEntry['card']['original'],
): { readonly reference?: string } | undefined {
  const reference = original?.reference;
  return reference === undefined ? undefined : { reference };
}

/** The newest row of each entry of a source, by the segment that it lies in: each is opened once. */
function rowsBySegment({ state }: OpenVault, sourceId: SourceId): Map<string, number[]> {
  const { newest, matching, texts } = state.entries;
  const segments = texts('segment');
  const found = new Map<string, number[]>();
  for (const row of newest.filter(matching({ sourceId }))) {
    const segment = segments.at(row) ?? '';
    const those = found.get(segment);
    if (those === undefined) found.set(segment, [row]);
    else those.push(row);
  }
  return found;
}
