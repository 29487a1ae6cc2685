import type { OfferedPatient } from '../../shared/ipc/provider.ts';
import type { FhirBaseUrl } from '../http/fhir-base-url.ts';
import { getAuthorized } from '../http/fhir-client.ts';
import type { HttpAnswer } from '../http/http.ts';
import { smallAnswer } from '../http/limits.ts';
import { anyFhirJson } from '../http/media-type.ts';
import { AppError } from '../../shared/base/error.ts';
import { asList, member } from './capability-statement.ts';
import { jsonOf } from './metadata.ts';
import { offeredPatient, offeredPatients, patientsAtMost } from './open-patients.ts';
import { patientIdOf } from './patient-id.ts';

/** What a sign-in said of the people behind it. */
export type SignedInPeople = {
  /** The launch context's `patient`. */
  readonly patientId?: string | undefined;
  /** The `fhirUser` claim: who signed in, a Patient, RelatedPerson or Person. */
  readonly fhirUser?: unknown;
};

type Asking = {
  readonly base: FhirBaseUrl;
  readonly accessToken: string;
  readonly signal?: AbortSignal | undefined;
};

/**
 * All whose records a token opens: whom the sign-in names, whom the RelatedPerson or Person who signed in stands for,
 * and whom a search lists, such as a parent's children. What the server does not answer is left out.
 * @throws download-cancelled, token-not-accepted where the server refuses the token itself
 */
export async function patientsBehind(
  asking: Asking,
  { patientId, fhirUser }: SignedInPeople,
): Promise<readonly OfferedPatient[]> {
  const listed = await searchPatients(asking);
  const named = [
    ...(patientId === undefined ? [] : [patientId]),
    ...(await patientsOfUser(asking, fhirUser)),
  ];
  const ids = [...new Set([...named, ...listed.map(({ id }) => id)])].slice(0, patientsAtMost);
  if (ids.length === 1 && listed.length === 0) return ids.map((id) => ({ id, name: id }));
  return Promise.all(
    ids.map(
      async (id) =>
        listed.find((one) => one.id === id) ??
        offeredPatient(await read(asking, `Patient/${id}`)) ?? { id, name: id },
    ),
  );
}

async function searchPatients(asking: Asking): Promise<readonly OfferedPatient[]> {
  return offeredPatients(await read(asking, `Patient?_count=${String(patientsAtMost)}`));
}

/** A RelatedPerson names their patient; a Person is linked to Patients and RelatedPersons. */
async function patientsOfUser(asking: Asking, fhirUser: unknown): Promise<readonly string[]> {
  const own = patientIdOf(undefined, fhirUser);
  if (own !== undefined) return [own];
  const [type, id] = userOf(fhirUser);
  if (type === 'RelatedPerson') return patientsOfRelated(asking, id);
  if (type !== 'Person') return [];
  const person = await read(asking, `Person/${id}`);
  const found: string[] = [];
  for (const link of asList(member(person, 'link')).slice(0, patientsAtMost)) {
    const reference = member(member(link, 'target'), 'reference');
    const [linked, linkedId] = userOf(reference);
    const patient = patientIdOf(undefined, reference);
    if (patient !== undefined) found.push(patient);
    else if (linked === 'RelatedPerson') found.push(...(await patientsOfRelated(asking, linkedId)));
  }
  return found;
}

async function patientsOfRelated(asking: Asking, id: string): Promise<readonly string[]> {
  const related = await read(asking, `RelatedPerson/${id}`);
  const patient = patientIdOf(undefined, member(member(related, 'patient'), 'reference'));
  return patient === undefined ? [] : [patient];
}

/** The type and id that a reference ends in; the address before them is not followed. */
function userOf(reference: unknown): readonly [string, string] {
  const text = typeof reference === 'string' ? reference : '';
  const [, type = '', id = ''] =
    /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/.exec(text) ?? [];
  return [type, id];
}

/** One resource or search under the base; `undefined` where the server does not give it. */
async function read(asking: Asking, path: string): Promise<unknown> {
  const answer = await ask(asking, path);
  if (answer?.status === 401) {
    throw new AppError('token-not-accepted', { where: new URL(asking.base).host });
  }
  return answer?.status === 200 ? jsonOf(answer) : undefined;
}

async function ask(
  { base, accessToken, signal }: Asking,
  path: string,
): Promise<HttpAnswer | undefined> {
  const authorization = {
    token: () => Promise.resolve(accessToken),
    renew: () => Promise.resolve(),
  };
  const options = { base, authorization, signal, limits: smallAnswer };
  try {
    return await getAuthorized(`${base}/${path}`, anyFhirJson, options);
  } catch (thrown) {
    const code = thrown instanceof AppError ? thrown.code : undefined;
    if (code === 'download-cancelled') throw thrown;
    if (code === 'sign-in-expired') {
      throw new AppError('token-not-accepted', { cause: thrown, where: new URL(base).host });
    }
    return undefined;
  }
}
