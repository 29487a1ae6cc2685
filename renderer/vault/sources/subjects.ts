import { defined } from '../../../shared/base/defined.ts';
import { before } from '../../../shared/base/without-end.ts';
import { focusOf, namesOthersToo, subjectsOf, type Subject } from '../../../shared/fhir/subject.ts';
import {
  isOwnPatient,
  knowsOwn,
  noteKnown,
  noteOwnName,
  noteOwnPatient,
  noteUnclearName,
  nothingKnown,
  whoseSubject,
  type Addressed,
  type Known,
} from '../../../shared/fhir/whose.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import {
  knownOfSource,
  notePatients,
  noteRecordPerson,
  type TellingSource,
} from './known-people.ts';

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
      subjects.telling.push(defined({ resource, fullUrl }));
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
  readonly source: TellingSource | undefined;
  /** The person was chosen of several, and all Patients that are left are that person: what they are called. */
  readonly chosen?: string | undefined;
  /** Patients of files that lie beside them. */
  readonly beside?: readonly Addressed[] | undefined;
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
  // A bare id is a patient's on every server: where the Patient came along, it says on which it is.
  else if (patients.length === 0) noteOwnName(known, chosen);
  else for (const patient of patients) noteOwnPatient(known, patient);
  if (patients.length === 0 && !knowsOwn(known)) {
    noteRecordPerson(known, here);
    const [only, another] = namesIn(subjects);
    // Whether the files are about the person of this record was asked before.
    if (only !== undefined && another === undefined) noteOwnName(known, only);
  }
  noteKnown(known, subjects.telling);
  noteOnlyOther(known, subjects);
  return known;
}

/** Whether it names a patient by an address. */
export function isPatientName({ reference = '' }: Subject): boolean {
  return /^urn:|(?:^|\/)Patient\//.test(reference);
}

/** The patients whom the entries name by an address, each once. */
function namesIn({ said }: Subjects): readonly string[] {
  const patients = [...said.values()].filter(({ subject }) => isPatientName(subject));
  return [...new Set(patients.map(({ subject }) => before(subject.reference ?? '', '/_history/')))];
}

/**
 * Where no entry names the Patient that is there, and all name the same other one, the file may have mixed up its own
 * names: nobody can tell.
 */
function noteOnlyOther(known: Known, { said }: Subjects): void {
  const told = [...said.values()].map(({ subject, fullUrl }) => ({
    reference: subject.reference,
    whose: whoseSubject(subject, addressedEntry(fullUrl), known),
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
      const whose = whoseSubject(subject, addressedEntry(fullUrl), known);
      return whose === 'own' || whose === undefined;
    })
  );
}

/** An entry that stands there and says no more. */
export function addressedEntry(fullUrl: string | undefined): Addressed {
  return defined({ resource: { resourceType: 'Basic' }, fullUrl });
}
