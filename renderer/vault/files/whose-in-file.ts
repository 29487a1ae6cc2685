import { focusOf, namesOthersToo, subjectsOf, type Subject } from '../../../shared/fhir/subject.ts';
import {
  noteTogether,
  nothingTogether,
  whoseTogether,
  type Together,
} from '../../../shared/fhir/whose-together.ts';
import {
  isOwnPatient,
  noteKnown,
  noteOwnName,
  noteOwnPatient,
  noteUnclearName,
  nothingKnown,
  whoseSubject,
  type Addressed,
  type Known,
} from '../../../shared/fhir/whose.ts';
import type { SetAside, Source } from '../../../shared/record/source.ts';
import type { PersonHeader } from '../api/people.ts';
import type { VaultState } from '../catalogue/state.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { isNamed, personOf } from '../record/person.ts';
import type { Arriving } from '../sources/ingest.ts';
import { knownOfSource, notePatients, noteRecordPerson } from '../sources/known-people.ts';
import { whyAside } from '../sources/set-aside.ts';
import type { OfOthers, Part } from './part.ts';

/** Whom the entries of files say they are about, each way of saying it once: files of any size are looked through. */
export type Subjects = {
  readonly telling: Addressed[];
  /** By how it is said and on which server, with the address of an entry that says so. */
  readonly said: Map<string, { readonly subject: Subject; readonly fullUrl: string | undefined }>;
  /** Something is said that only the entry itself can tell. */
  needsEach: boolean;
};

/** So many ways of naming somebody are no longer compared one by one. */
const mostSaid = 1000;

export function noSubjects(): Subjects {
  return { telling: [], said: new Map(), needsEach: false };
}

/** Adds whom these are about. */
export function noteSubjects(subjects: Subjects, resources: Iterable<Addressed>): void {
  for (const { resource, fullUrl } of resources) {
    if (['Patient', 'RelatedPerson', 'Group'].includes(resource.resourceType)) {
      subjects.telling.push(fullUrl === undefined ? { resource } : { resource, fullUrl });
    }
    subjects.needsEach ||= focusOf(resource).length > 0 || subjects.said.size > mostSaid;
    const isAmongOthers = namesOthersToo(resource.resourceType);
    for (const subject of subjectsOf(resource)) {
      if (isAmongOthers && !mayBePatient(subject)) continue;
      subjects.needsEach ||= subject.reference?.startsWith('#') === true;
      const id = JSON.stringify([subject, placeOf(fullUrl)]);
      if (!subjects.said.has(id)) subjects.said.set(id, { subject, fullUrl });
    }
  }
}

function placeOf(fullUrl: string | undefined): string | undefined {
  return fullUrl?.split('/').slice(0, -2).join('/');
}

function mayBePatient({ reference = '' }: Subject): boolean {
  return reference === '' || /^(?:urn:|#)|(?:^|\/)Patient[/?]/.test(reference);
}

/** The one whom files are about. */
export type AboutOne = {
  /** The source that they belong to, where it is here already. */
  readonly source: Source | undefined;
  /** The person was chosen of several, and all Patients that are left are that person: what they are called. */
  readonly chosen?: string | undefined;
};

/** What files about one person, and their source, tell of who is who. */
export async function knownInFile(
  vault: OpenVault,
  subjects: Subjects,
  { source, chosen }: AboutOne,
): Promise<Known> {
  const known = source === undefined ? nothingKnown() : await knownOfSource(vault, source);
  const here = vault.state.person?.header;
  const patients = subjects.telling.filter(({ resource }) => resource.resourceType === 'Patient');
  if (chosen === undefined) notePatients(known, subjects.telling, here);
  else {
    noteOwnName(known, chosen);
    for (const patient of patients) noteOwnPatient(known, patient);
  }
  if (patients.length === 0 && known.named.length === 0) {
    noteRecordPerson(known, here);
    const [only, another] = namesIn(subjects);
    // Whether the files are about the person of this record was asked before.
    if (only !== undefined && another === undefined) noteOwnName(known, only);
  }
  noteKnown(known, subjects.telling);
  noteOnlyOther(known, subjects);
  return known;
}

/**
 * Whether nothing tells whether files are about the person of this record: they name a patient, and do not say who that
 * is. The first files of a record say whose it is.
 */
export function isAnybodysFile({ state }: OpenVault, subjects: Subjects): boolean {
  const here = state.person?.header;
  if (here === undefined) return false;
  const patients = subjects.telling.filter(({ resource }) => resource.resourceType === 'Patient');
  if (patients.length > 0) {
    return patients.every(({ resource }) => !canBeCompared(here, personOf(resource)));
  }
  const names = [...subjects.said.values()].filter(({ subject }) => isPatientName(subject));
  const known = knownInRecord(state);
  return names.some(({ subject, fullUrl }) => {
    // "1042" is a patient of every server.
    const isAnyServers = /^Patient\/\d+$/.test(subject.reference ?? '') && fullUrl === undefined;
    return isAnyServers || whoseSubject(subject, entryAt(fullUrl), known) !== 'own';
  });
}

/** What the Patients of all sources of a record are called. */
function knownInRecord(state: VaultState): Known {
  const known = nothingKnown();
  const { newest, rows } = state.entries;
  const patient = rows.words.knownNumberOf('Patient');
  for (const row of newest) {
    if (rows.columns.resourceType[row] !== patient) continue;
    const { key, sourceId, resourceId, fullUrl } = rows.storedAt(row).card;
    if (resourceId === undefined || whyAside(state, key) !== undefined) continue;
    const base = state.sources.get(sourceId)?.fhirBaseUrl;
    const name = `Patient/${resourceId}`;
    noteOwnName(known, fullUrl ?? (base === undefined ? name : `${base}/${name}`));
  }
  return known;
}

function isPatientName({ reference = '' }: Subject): boolean {
  return /^urn:|(?:^|\/)Patient\//.test(reference);
}

function canBeCompared(one: PersonHeader, other: PersonHeader): boolean {
  const isBoth = (name: 'birthDate' | 'nhsNumber') =>
    one[name] !== undefined && other[name] !== undefined;
  return isBoth('birthDate') || isBoth('nhsNumber') || (isNamed(one) && isNamed(other));
}

/** The patients whom the entries name by an address, each once. */
function namesIn({ said }: Subjects): readonly string[] {
  const patients = [...said.values()].filter(({ subject }) => isPatientName(subject));
  return [
    ...new Set(
      patients.map(({ subject }) => (subject.reference ?? '').replace(/\/_history\/.*$/, '')),
    ),
  ];
}

/**
 * Where no entry names the Patient that is there, and all name the same other one, the file may have mixed up its own
 * names: nobody can tell.
 */
function noteOnlyOther(known: Known, { said }: Subjects): void {
  const told = [...said.values()].map(({ subject, fullUrl }) => ({
    reference: subject.reference,
    whose: whoseSubject(subject, entryAt(fullUrl), known),
  }));
  if (told.some(({ whose }) => whose === 'own')) return;
  const others = told.filter(({ whose }) => whose === 'other');
  const [only, another] = new Set(others.map(({ reference }) => reference));
  if (only !== undefined && another === undefined) noteUnclearName(known, only);
}

/** Whether all are the one person's, told by how they say whom they are about. */
export function areAllOwn({ said, telling, needsEach }: Subjects, known: Known): boolean {
  if (needsEach) return false;
  const patients = telling.filter(({ resource }) => resource.resourceType === 'Patient');
  return (
    patients.every((patient) => isOwnPatient(patient, known)) &&
    [...said.values()].every(({ subject, fullUrl }) => {
      const whose = whoseSubject(subject, entryAt(fullUrl), known);
      return whose === 'own' || whose === undefined;
    })
  );
}

/** An entry that stands there and says no more. */
function entryAt(fullUrl: string | undefined): Addressed {
  const resource = { resourceType: 'Basic' };
  return fullUrl === undefined ? { resource } : { resource, fullUrl };
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
