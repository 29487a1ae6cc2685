import { defined } from '../../../shared/base/defined.ts';
import {
  isOwnPatient,
  noteKnown,
  noteOwnName,
  noteOwnPatient,
  noteOwnPerson,
  noteUnclearPatient,
  nothingKnown,
  type Addressed,
  type Known,
} from '../../../shared/fhir/whose.ts';
import { idOf } from '../../../shared/fhir/resource.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import type { Source } from '../../../shared/record/source.ts';
import type { PersonHeader } from '../api/people.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { resourceAt } from '../record/entry-detail.ts';
import { areSurelyOne, differencesBetween, isNamed, personOf } from '../record/person.ts';

/** Entries that tell who is who. */
const tellingTypes: readonly string[] = ['Patient', 'RelatedPerson', 'Group'];

/** What of a source tells who is who in it, beside its entries. */
export type TellingSource = Pick<Source, 'id'> &
  Partial<Pick<Source, 'fhirBaseUrl' | 'patientId' | 'ownNames'>>;

/** What a source that is here tells of who is who in it. An entry that does not open any more says nothing. */
export async function knownOfSource(vault: OpenVault, source: TellingSource): Promise<Known> {
  const known = nothingKnown(source.fhirBaseUrl);
  const { patientId, ownNames = [] } = source;
  if (patientId !== undefined) noteOwnName(known, `Patient/${patientId}`);
  for (const name of ownNames) noteOwnName(known, name);
  const here = vault.state.person?.header;
  const telling = await tellingEntries(vault, source.id);
  if (patientId === undefined) notePatients(known, telling, here);
  else noteServerPatient(known, telling, patientId);
  noteKnown(known, telling);
  return known;
}

/** A server is asked for one Patient, and may answer under another id. */
export function noteServerPatient(
  known: Known,
  arrived: readonly Addressed[],
  patientId: string,
): void {
  const patients = arrived.filter(isPatient);
  const asked = patients.find(({ resource }) => idOf(resource) === patientId);
  const [only, another] = patients;
  const own = asked ?? (another === undefined ? only : undefined);
  if (own !== undefined) noteOwnPatient(known, own);
}

/**
 * Which of the Patients that came together is the person, where it was not found that they are several people: the one
 * like the person whose record is open, else the first with a name. Of the others, those are the person too that surely
 * are; of one that cannot be compared nobody can tell.
 */
export function notePatients(
  known: Known,
  arrived: readonly Addressed[],
  here: PersonHeader | undefined,
): void {
  const patients = arrived.filter(isPatient);
  const main = mainPatient(patients, here);
  if (main === undefined) return;
  noteOwnPatient(known, main);
  const person = personOf(main.resource);
  for (const patient of patients) {
    if (areSurelyOne(person, personOf(patient.resource))) noteOwnPatient(known, patient);
  }
  noteKnown(known, arrived);
  for (const patient of patients) {
    const isAnother = differencesBetween(person, personOf(patient.resource)).length > 0;
    if (!isAnother && !isOwnPatient(patient, known)) noteUnclearPatient(known, patient);
  }
}

function mainPatient(
  patients: readonly Addressed[],
  here: PersonHeader | undefined,
): Addressed | undefined {
  const named = patients.filter(({ resource }) => isNamed(personOf(resource)));
  const like = named.find(
    ({ resource }) =>
      here !== undefined && differencesBetween(here, personOf(resource)).length === 0,
  );
  return like ?? named[0] ?? patients[0];
}

/** What the record itself knows of the person, for what names nobody by an id that is known. */
export function noteRecordPerson(known: Known, here: PersonHeader | undefined): void {
  if (here === undefined) return;
  const { name, otherNames = [], nhsNumber } = here;
  const names = isNamed(here) ? [name, ...otherNames] : otherNames;
  noteOwnPerson(known, { names, nhsNumber });
}

function isPatient({ resource }: Addressed): boolean {
  return resource.resourceType === 'Patient';
}

async function tellingEntries(vault: OpenVault, sourceId: SourceId): Promise<Addressed[]> {
  const { newest, matching, entryAt } = vault.state.entries;
  const isTelling = matching({ sourceId, resourceType: tellingTypes });
  const found: Addressed[] = [];
  for (const row of newest.filter(isTelling)) {
    const entry = entryAt(row);
    const resource = await resourceAt(vault.segments, entry).catch(() => undefined);
    const { fullUrl } = entry.card;
    if (resource === undefined) continue;
    found.push(defined({ resource, fullUrl }));
  }
  return found;
}
