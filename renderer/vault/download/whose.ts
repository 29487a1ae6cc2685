import { lookupKeyOf, ownReference } from '../../../shared/fhir/reference.ts';
import { subjectsOf } from '../../../shared/fhir/subject.ts';
import { noteKnown, whoseIs, type Addressed, type Known } from '../../../shared/fhir/whose.ts';
import type { EntryKey } from '../../../shared/record/card.ts';
import type { SetAside, Source } from '../../../shared/record/source.ts';
import type { VaultState } from '../catalogue/state.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import type { ReadyEntry } from '../sources/ingest.ts';
import { knownOfSource, noteRecordPerson, noteServerPatient } from '../sources/known-people.ts';
import type { OneSkipped } from '../sources/source-counts.ts';

/** Whose the entries of a download are, as far as it has come. */
export type DownloadWhose = {
  readonly known: Known;
  /** Entries about others, which are not taken in: each counts once. */
  readonly counted: Set<EntryKey>;
  /** What is not taken in, as `Type/id`. */
  readonly heldBack: Set<string>;
};

/** Entries of an answer by whose they are. */
export type JudgedEntries = {
  /** The person's own. */
  readonly entries: readonly ReadyEntry[];
  /** Those that are kept apart from the record. */
  readonly aside: readonly { readonly entry: ReadyEntry; readonly why: SetAside }[];
  /** Those about others, which are not taken in. */
  readonly others: readonly EntryKey[];
};

export async function downloadWhose(vault: OpenVault, source: Source): Promise<DownloadWhose> {
  const known = await knownOfSource(vault, source);
  return { known, counted: new Set(), heldBack: new Set() };
}

/**
 * Tells whose the entries are that an answer brought: FHIR lets a server ignore `patient=`, and give everybody's.
 * `ready`: what was made of each of `arrived`. `patientId`: it is the answer to who the patient of this id is.
 */
export function judgeAnswer(
  {
    whose: { known, heldBack },
    state,
  }: { readonly whose: DownloadWhose; readonly state: VaultState },
  {
    arrived,
    ready,
  }: { readonly arrived: readonly Addressed[]; readonly ready: readonly ReadyEntry[] },
  patientId: string | undefined,
): JudgedEntries {
  if (patientId !== undefined) noteServerPatient(known, arrived, patientId);
  noteKnown(known, arrived);
  // Where the server does not say who it is, the record does.
  if (known.personNames.size === 0) noteRecordPerson(known, state.person?.header);
  const judged = { entries: [] as ReadyEntry[], aside: [] as JudgedEntries['aside'][number][] };
  const others: EntryKey[] = [];
  for (const [at, one] of arrived.entries()) {
    const entry = ready[at];
    if (entry === undefined) continue;
    const { key } = entry.card;
    const isMine = state.setAside.get(key) === 'mine';
    const whose = isMine ? 'own' : isMadeOfHeldBack(one, heldBack) ? 'other' : whoseIs(one, known);
    if (whose === 'own') judged.entries.push(entry);
    else if (whose !== 'other') judged.aside.push({ entry, why: whose });
    else {
      others.push(key);
      known.isMixed = true;
      const own = ownReference(one.resource);
      if (own !== undefined) heldBack.add(own);
    }
  }
  return { ...judged, others };
}

/** Where something of others came from says as much of them as it does itself. */
function isMadeOfHeldBack({ resource }: Addressed, heldBack: ReadonlySet<string>): boolean {
  if (heldBack.size === 0 || resource.resourceType !== 'Provenance') return false;
  const targets = subjectsOf(resource).flatMap(
    ({ reference = '' }) => lookupKeyOf(reference) ?? [],
  );
  return targets.length > 0 && targets.every((target) => heldBack.has(target));
}

/**
 * What these add to the counts of what was passed over. `before`: how many had been counted before this download, where
 * only changes are asked for: those that come again are among them.
 */
export function countedOthers(
  { counted }: DownloadWhose,
  { others }: JudgedEntries,
  before: number,
): OneSkipped[] {
  return others.flatMap((key): OneSkipped[] => {
    if (counted.has(key)) return [];
    counted.add(key);
    return counted.size > before ? [{ type: 'entry', reason: 'about-someone-else' }] : [];
  });
}
