import type { IncomingMessage } from 'node:http';
import { fhirAnswer, operationOutcome, type Answer } from './answer.ts';
import { capabilityStatement, smartConfiguration, type OauthAddresses } from './capability.ts';
import type { House } from './houses.ts';
import { offeredBy, type Offered } from './offered.ts';
import { unpackPages } from './paging.ts';
import { scopesAllow, type Right } from './scopes.ts';
import {
  faultOfSearch,
  pageOf,
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
  readonly house: House;
  /** Whom the request's token speaks for; `undefined` where there is none or it is no longer good. */
  accessOf(request: IncomingMessage): Promise<Access | undefined>;
  /** A last look at a page before it is written out: the identity, save in tests. */
  spoil(page: Searchset): Searchset;
  /** Whether a search pays no heed to whom it is for. */
  ignoresPatient(): boolean;
}

/** One request, as far as it has been understood. */
interface Asking {
  readonly api: FhirApi;
  readonly access: Access | 'open';
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly offered: Offered;
}

/** Answers one request under the FHIR base address. @see https://hl7.org/fhir/R4/http.html */
export async function answerFhir(
  api: FhirApi,
  request: IncomingMessage,
  asked: URL,
): Promise<Answer> {
  if (request.method !== 'GET') {
    const reason = 'this server only reads and searches';
    return operationOutcome(405, 'not-supported', reason, { allow: 'GET' });
  }
  const url = unpackPages(asked, api.fhirBaseUrl);
  const path = url.pathname.slice(new URL(api.fhirBaseUrl).pathname.length + 1);
  const offered = offeredBy(api.house, api.store);
  if (path === 'metadata') {
    return capabilityStatement(api.fhirBaseUrl, api.oauth, { now: api.now(), offered });
  }
  if (path === '.well-known/smart-configuration' && api.oauth) return smartConfiguration(api.oauth);
  const unaccepted = faultOfAccept(request, offered);
  if (unaccepted) return unaccepted;
  const access = api.oauth ? await api.accessOf(request) : 'open';
  if (access === undefined) return signInNeeded(request);
  return answerAllowed({ api, access, request, url, offered }, path);
}

function answerAllowed(asking: Asking, path: string): Answer {
  const { api, access, request, offered } = asking;
  const [type = '', id, ...more] = path.split('/');
  const isEverything = more.join('/') === '$everything' && offered.everything;
  const known = ['Patient', ...offered.searched, ...offered.readOnly];
  if (!known.includes(type) || (more.length > 0 && !isEverything)) {
    return operationOutcome(404, 'not-supported', 'this server has nothing at this address');
  }
  const right: Right = id === undefined ? 'search' : 'read';
  if (access !== 'open' && !scopesAllow(access.scopes, type, right)) {
    return operationOutcome(403, 'forbidden', `the scopes granted do not cover ${type}`);
  }
  if (id === undefined) return answerSearch(asking, type);
  if (isEverything) return answerEverything(asking, id, path);
  return answerRead(api.store.find(type, id), access, request.headers.accept ?? '*/*');
}

/** DSTU2 had another name for FHIR in JSON, and its servers know no other. @see http://hl7.org/fhir/DSTU2/http.html#mime-type */
function faultOfAccept({ headers }: IncomingMessage, { fhirVersion }: Offered): Answer | undefined {
  const accept = headers.accept ?? '*/*';
  const isDstu2 = fhirVersion.startsWith('1.');
  const isKnown = isDstu2
    ? !accept.includes('fhir+json') || accept.includes('json+fhir')
    : !/xml/.test(accept) || /json|\*\/\*/.test(accept);
  return isKnown
    ? undefined
    : operationOutcome(406, 'not-supported', 'this server does not speak this');
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

function answerSearch(asking: Asking, type: string): Answer {
  const { api, access, url, offered } = asking;
  const parameters = url.searchParams;
  if (offered.readOnly.includes(type)) {
    return operationOutcome(400, 'not-supported', `${type} can be read, not searched`);
  }
  const fault = faultOf(asking, type) ?? faultOfPatient(access, type, parameters);
  if (fault) return fault;
  const { paging } = api.house;
  const isForAll = api.ignoresPatient();
  const asked = isForAll ? withoutPatient(parameters) : parameters;
  const request = { fhirBaseUrl: api.fhirBaseUrl, type, parameters: asked, paging };
  return written(
    api,
    searchPage(api.store, request, (found) => isForAll || isVisibleTo(access, found)),
  );
}

function withoutPatient(parameters: URLSearchParams): URLSearchParams {
  const others = [...parameters].filter(([name]) => name !== 'patient' && name !== 'subject');
  return new URLSearchParams(others);
}

function faultOf({ api, request, url, offered }: Asking, type: string): Answer | undefined {
  const parameters = url.searchParams;
  const isStrict =
    api.house.isStrict === true || String(request.headers['prefer']).includes('handling=strict');
  if (api.house.categoryNeeded?.includes(type) && !parameters.has('category')) {
    return operationOutcome(400, 'required', 'a required element is missing: category');
  }
  return faultOfSearch(parameters, isStrict, offered.parameters);
}

/** Everything of one patient, the shared resources that it points to among them. @see https://hl7.org/fhir/R4/patient-operation-everything.html */
function answerEverything({ api, access, url }: Asking, id: string, path: string): Answer {
  const types = url.searchParams.get('_type')?.split(',');
  const found = api.store
    .all()
    .filter((resource) => isVisibleTo(access, resource) && resource.patients.has(id))
    .filter(({ type }) => types === undefined || types.includes(type));
  const { fhirBaseUrl } = api;
  const { paging } = api.house;
  return written(api, pageOf(found, { fhirBaseUrl, path, parameters: url.searchParams, paging }));
}

function written(api: FhirApi, page: Searchset): Answer {
  const told = api.house.totals === false ? { ...page, total: undefined } : page;
  return renderSearchset(api.spoil(told));
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
