import {
  noteTogether,
  nothingTogether,
  whoseTogether,
  type Together,
} from '../../../shared/fhir/whose-together.ts';
import { noteOwnName, nothingKnown, whoseSubject, type Known } from '../../../shared/fhir/whose.ts';
import type { SetAside } from '../../../shared/record/source.ts';
import type { PersonHeader } from '../api/people.ts';
import type { VaultState } from '../catalogue/state.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { isNamed, personOf } from '../record/person.ts';
import type { Arriving } from '../sources/ingest.ts';
import {
  areAllOwn,
  addressedEntry,
  isPatientName,
  knownInFile,
  noSubjects,
  noteSubjects,
  type AboutOne,
  type Subjects,
} from '../sources/subjects.ts';
import { whyAside } from '../catalogue/set-aside.ts';
import type { OfOthers, Part } from './part.ts';

/**
 * Whether nothing tells whether files are about the person of this record: they name a patient, and do not say who that
 * is. The first files of a record say whose it is.
 */
export function isAnybodysFile({ state }: OpenVault, subjects: Subjects): boolean {
  const here = state.person?.header;
  if (here === undefined || saysNothing(here)) return false;
  const patients = subjects.telling.filter(({ resource }) => resource.resourceType === 'Patient');
  if (patients.length > 0) {
    return patients.every(({ resource }) => !canBeCompared(here, personOf(resource)));
  }
  const names = [...subjects.said.values()].filter(({ subject }) => isPatientName(subject));
  const known = knownInRecord(state);
  return names.some(({ subject, fullUrl }) => {
    // "1042" is a patient of every server.
    const isAnyServers = /^Patient\/\d+$/.test(subject.reference ?? '') && fullUrl === undefined;
    return isAnyServers || whoseSubject(subject, addressedEntry(fullUrl), known) !== 'own';
  });
}

/** What the Patients of all sources of a record are called. */
function knownInRecord(state: VaultState): Known {
  const known = nothingKnown();
  const { newest, matching, storedAt } = state.entries;
  for (const row of newest.filter(matching({ resourceType: 'Patient' }))) {
    const { key, sourceId, resourceId, fullUrl } = storedAt(row).card;
    if (resourceId === undefined || whyAside(state, key) !== undefined) continue;
    const base = state.sources.get(sourceId)?.fhirBaseUrl;
    const name = `Patient/${resourceId}`;
    noteOwnName(known, fullUrl ?? (base === undefined ? name : `${base}/${name}`));
  }
  return known;
}

/** A record whose person has neither a name nor a date nor a number is nobody's yet. */
function saysNothing(person: PersonHeader): boolean {
  return !isNamed(person) && person.birthDate === undefined && person.nhsNumber === undefined;
}

function canBeCompared(one: PersonHeader, other: PersonHeader): boolean {
  const isBoth = (name: 'birthDate' | 'nhsNumber') =>
    one[name] !== undefined && other[name] !== undefined;
  return isBoth('birthDate') || isBoth('nhsNumber') || (isNamed(one) && isNamed(other));
}

/** Those of files that are not the one person's, by their place among all. */
export type NotOwn = ReadonlyMap<number, SetAside>;

/** Tells whose each is, a resource at a time. */
export function notOwnOf(together: Together): NotOwn {
  const found = new Map<number, SetAside>();
  for (const [place, whose] of whoseTogether(together).entries()) {
    if (whose !== 'own') found.set(place, whose);
  }
  return found;
}

/** Of resources that stand at `from` and after it among all: those that are taken in, with why some are kept apart. */
export function withoutOthers(
  resources: readonly Arriving[],
  from: number,
  notOwn: NotOwn,
): {
  readonly resources: readonly Arriving[];
  readonly aside: ReadonlyMap<Arriving, SetAside>;
  readonly left: readonly OfOthers[];
} {
  const aside = new Map<Arriving, SetAside>();
  const left: OfOthers[] = [];
  const taken = resources.filter((one, at) => {
    const why = notOwn.get(from + at);
    // What another person has, and how much of each kind, is nothing for this record.
    if (why === 'other') left.push({ type: 'entry', reason: 'about-someone-else' });
    else if (why !== undefined) aside.set(one, why);
    return why !== 'other';
  });
  return { resources: taken, aside, left };
}

/** Parts of files about one person, less what is about others. */
export async function partsOfPerson(
  vault: OpenVault,
  parts: readonly Part[],
  about: AboutOne,
): Promise<readonly Part[]> {
  const subjects = noSubjects();
  for (const { resources } of parts) noteSubjects(subjects, resources);
  if (about.beside !== undefined) noteSubjects(subjects, about.beside);
  const known = await knownInFile(vault, subjects, about);
  if (areAllOwn(subjects, known)) return parts;
  const together = nothingTogether(known);
  for (const { resources } of parts) {
    for (const one of resources) noteTogether(together, one);
  }
  const notOwn = notOwnOf(together);
  let from = 0;
  return parts.map((part) => {
    const { resources, aside, left } = withoutOthers(part.resources, from, notOwn);
    from += part.resources.length;
    return { ...part, resources, aside, skipped: [...part.skipped, ...left] };
  });
}
