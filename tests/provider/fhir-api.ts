import type { IncomingMessage } from 'node:http';
import { fhirAnswer, operationOutcome, type Answer } from './answer.ts';
import { capabilityStatement, smartConfiguration, type OauthAddresses } from './capability.ts';
import { compartmentTypes, sharedTypes } from './compartment.ts';
import { scopesAllow, type Right } from './scopes.ts';
import {
  faultOfSearch,
  patientsAskedFor,
  renderSearchset,
  searchPage,
  type Searchset,
} from './search.ts';
import type { RecordStore, StoredResource } from './store.ts';

/** Whom a valid access token speaks for. */
export interface Access {
  readonly patient: string;
  /** A parent's token opens every patient's record here. */
  readonly isFamily: boolean;
  readonly scopes: string;
}

export interface FhirApi {
  readonly fhirBaseUrl: string;
  readonly store: RecordStore;
  /** `undefined` on an open server. */
  readonly oauth: OauthAddresses | undefined;
  readonly now: () => Date;
  readonly fhirVersion: string;
  /** Whom the request's token speaks for; `undefined` where there is none or it is no longer good. */
  accessOf(request: IncomingMessage): Promise<Access | undefined>;
  /** A last look at a page before it is written out: the identity, save in tests. */
  spoil(page: Searchset): Searchset;
}

const everyType: ReadonlySet<string> = new Set(['Patient', ...compartmentTypes, ...sharedTypes]);
const readOnlyTypes: ReadonlySet<string> = new Set(sharedTypes);

/** Answers one request under the FHIR base address. @see https://hl7.org/fhir/R4/http.html */
export async function answerFhir(
  api: FhirApi,
  request: IncomingMessage,
  url: URL,
): Promise<Answer> {
  if (request.method !== 'GET') {
    const reason = 'this server only reads and searches';
    return operationOutcome(405, 'not-supported', reason, { allow: 'GET' });
  }
  const path = url.pathname.slice(new URL(api.fhirBaseUrl).pathname.length + 1);
  if (path === 'metadata') {
    const { now, fhirVersion } = api;
    return capabilityStatement(api.fhirBaseUrl, api.oauth, { now: now(), fhirVersion });
  }
  if (path === '.well-known/smart-configuration' && api.oauth) return smartConfiguration(api.oauth);
  const accept = request.headers.accept ?? '*/*';
  if (/xml/.test(accept) && !/json|\*\/\*/.test(accept)) {
    return operationOutcome(406, 'not-supported', 'this server speaks JSON only');
  }
  const access = api.oauth ? await api.accessOf(request) : 'open';
  if (access === undefined) return signInNeeded(request);
  const [type = '', id, ...more] = path.split('/');
  if (!everyType.has(type) || more.length > 0) {
    return operationOutcome(404, 'not-supported', 'this server has nothing at this address');
  }
  const right: Right = id === undefined ? 'search' : 'read';
  if (access !== 'open' && !scopesAllow(access.scopes, type, right)) {
    return operationOutcome(403, 'forbidden', `the scopes granted do not cover ${type}`);
  }
  return id === undefined
    ? answerSearch(api, access, { type, url, request })
    : answerRead(api.store.find(type, id), access, accept);
}

function signInNeeded(request: IncomingMessage): Answer {
  const [code, error] =
    request.headers.authorization === undefined
      ? (['login', 'Bearer'] as const)
      : (['expired', 'Bearer error="invalid_token"'] as const);
  return operationOutcome(401, code, 'sign in, or refresh the access token', {
    'www-authenticate': error,
  });
}

function isVisibleTo(access: Access | 'open', resource: StoredResource): boolean {
  const isAnybodys = access === 'open' || access.isFamily || resource.patients.size === 0;
  return isAnybodys || resource.patients.has(access.patient);
}

interface Search {
  readonly type: string;
  readonly url: URL;
  readonly request: IncomingMessage;
}

function answerSearch(api: FhirApi, access: Access | 'open', search: Search): Answer {
  const { type, url, request } = search;
  const parameters = url.searchParams;
  if (readOnlyTypes.has(type)) {
    return operationOutcome(400, 'not-supported', `${type} can be read, not searched`);
  }
  const strict = String(request.headers['prefer']).includes('handling=strict');
  const fault = faultOfSearch(parameters, strict) ?? faultOfPatient(access, type, parameters);
  if (fault) return fault;
  const page = searchPage(api.store, { fhirBaseUrl: api.fhirBaseUrl, type, parameters }, (found) =>
    isVisibleTo(access, found),
  );
  return renderSearchset(api.spoil(page));
}

/** A search names its patient, and it is the patient who signed in. An open server lists its patients. */
function faultOfPatient(
  access: Access | 'open',
  type: string,
  parameters: URLSearchParams,
): Answer | undefined {
  const patients = patientsAskedFor(parameters);
  const isOne = access !== 'open' && !access.isFamily;
  if (isOne && patients.some((id) => id !== access.patient)) {
    return operationOutcome(403, 'forbidden', 'this is not the patient who signed in');
  }
  if (patients.length > 0 || parameters.has('_id')) return undefined;
  if (type === 'Patient') {
    return isOne
      ? operationOutcome(400, 'required', 'Patient is read by id, not searched')
      : undefined;
  }
  return operationOutcome(400, 'required', `a search of ${type} names its patient`);
}

function answerRead(
  resource: StoredResource | undefined,
  access: Access | 'open',
  accept: string,
): Answer {
  if (!resource) return operationOutcome(404, 'not-found', 'there is no such resource');
  if (!isVisibleTo(access, resource)) {
    return operationOutcome(403, 'forbidden', 'this belongs to another patient');
  }
  const { type, content, text } = resource;
  const { contentType, data } = content;
  const isRaw = type === 'Binary' && !accept.includes('application/fhir+json');
  if (!isRaw || typeof contentType !== 'string') return fhirAnswer(text);
  const bytes = Buffer.from(typeof data === 'string' ? data : '', 'base64');
  return { status: 200, contentType, body: bytes };
}
