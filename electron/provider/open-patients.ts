import { defined } from '../../shared/base/defined.ts';
import { canonicalSystem, nhsNumber } from '../../shared/fhir/identity.ts';
import type { OfferedPatient } from '../../shared/ipc/provider.ts';
import type { FhirBaseUrl } from '../http/fhir-base-url.ts';
import { anyFhirJson } from '../http/media-type.ts';
import { asList, member, text } from './capability-statement.ts';
import { getJson, jsonOf } from './metadata.ts';

/** More than a family, fewer than a ward. */
export const patientsAtMost = 20;

/**
 * The patients that an open server shows by itself, to choose from; none where it does not list them.
 * @returns `sign-in-wanted` where the server is not open after all
 */
export async function openPatients(
  base: FhirBaseUrl,
  signal?: AbortSignal,
): Promise<readonly OfferedPatient[] | 'sign-in-wanted'> {
  const url = `${base}/Patient?_count=${String(patientsAtMost)}`;
  const answer = await getJson(url, anyFhirJson, signal);
  if (answer.status === 401) return 'sign-in-wanted';
  return answer.status === 200 ? offeredPatients(jsonOf(answer)) : [];
}

/** The Patients of a searchset of unknown shape. */
export function offeredPatients(searchset: unknown): readonly OfferedPatient[] {
  return asList(member(searchset, 'entry'))
    .map((entry) => offeredPatient(member(entry, 'resource')))
    .filter((patient) => patient !== undefined)
    .slice(0, patientsAtMost);
}

/** Who a Patient of unknown shape is; `undefined` where it is none. */
export function offeredPatient(resource: unknown): OfferedPatient | undefined {
  const id = text(member(resource, 'id'));
  if (member(resource, 'resourceType') !== 'Patient' || id === undefined) return undefined;
  const birthDate = text(member(resource, 'birthDate'));
  const name = personName(asList(member(resource, 'name')));
  const numbers = numbersOf(asList(member(resource, 'identifier')));
  return defined({ id, name: name === '' ? id : name, birthDate, ...numbers });
}

function numbersOf(identifiers: readonly unknown[]): Pick<OfferedPatient, 'nhsNumber' | 'number'> {
  const known = identifiers.filter((each) => text(member(each, 'value')) !== undefined);
  const nhs = known.find(
    (each) => canonicalSystem(text(member(each, 'system')) ?? '') === nhsNumber,
  );
  const of = (identifier: unknown): string | undefined => text(member(identifier, 'value'));
  return defined({ nhsNumber: of(nhs), number: of(known[0]) });
}

/** The official name, else the first: its text, else its parts in reading order. @see HumanName */
function personName(names: readonly unknown[]): string {
  const name = names.find((each) => member(each, 'use') === 'official') ?? names[0];
  const written = text(member(name, 'text'));
  if (written !== undefined && written.trim() !== '') return written.trim();
  const given = asList(member(name, 'given')).map(text);
  return [...asList(member(name, 'prefix')).map(text), ...given, text(member(name, 'family'))]
    .filter((part) => part !== undefined && part.trim() !== '')
    .join(' ');
}
