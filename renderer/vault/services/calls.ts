import { resultOf } from '../../../shared/base/result.ts';
import type { ListedService } from '../../../shared/fhir/user-access-brands.ts';
import type {
  FoundServices,
  KnownService,
  KnownSignIn,
  ServiceCalls,
  ServiceList,
} from '../api/sources.ts';
import { openVaultOf, type Session } from '../session.ts';
import { forgetList, keptList, loadList, recentServices, type KeptList } from './list.ts';
import { signInSettingsFor } from './settings.ts';
import { choosePerson, disconnect, signIn, takeToken } from './sign-in.ts';
import { searchOf, type ServiceSearch } from './search.ts';

const shownAtMost = 20;

/** The list of an open vault, ready to be searched. */
type OpenList = { readonly list: ServiceList; readonly search: ServiceSearch } | undefined;

/** The calls that find a service by its name, sign in there, and disconnect. The list is opened when somebody first looks for one. */
export function serviceCalls(session: Session): ServiceCalls {
  const { clock } = session.environment;
  let opened: Promise<OpenList> | undefined;
  const listOf = (): Promise<OpenList> =>
    (opened ??= keptList(openVaultOf(session).secrets).then(openList));
  return {
    loadServices: (file) =>
      resultOf(async () => {
        const kept = await loadList(openVaultOf(session).secrets, file, clock);
        opened = Promise.resolve(openList(kept));
        return infoOf(kept);
      }),
    forgetServices: () =>
      resultOf(async () => {
        await forgetList(openVaultOf(session).secrets);
        opened = undefined;
        return null;
      }),
    findServices: (typed) =>
      resultOf(async () => {
        const recent = await recentServices(openVaultOf(session).secrets);
        return findIn(await listOf(), recent, typed);
      }),
    signInSettings: (fhirBaseUrl) => resultOf(() => knownSignIn(session, fhirBaseUrl)),
    signIn: (request) => resultOf(() => signIn(session, request)),
    takeToken: (request) => resultOf(() => takeToken(session, request)),
    choosePerson: (patientId) => resultOf(() => choosePerson(session, patientId)),
    disconnect: (source) => resultOf(() => disconnect(session, source)),
  };
}

async function knownSignIn(session: Session, fhirBaseUrl: string): Promise<KnownSignIn> {
  const { client, returnWay } = await signInSettingsFor(openVaultOf(session).secrets, fhirBaseUrl);
  return {
    ...(client === undefined ? {} : { clientId: client.clientId }),
    hasSecret: client?.clientSecret !== undefined,
    ...(returnWay === undefined ? {} : { returnWay }),
  };
}

function openList(kept: KeptList | undefined): OpenList {
  return kept === undefined ? undefined : { list: infoOf(kept), search: searchOf(kept.services) };
}

function infoOf({ name, count, loadedAt }: KeptList): ServiceList {
  return { name, count, loadedAt };
}

function findIn(opened: OpenList, recent: readonly KnownService[], typed: string): FoundServices {
  const hits = opened?.search.find(typed, shownAtMost) ?? { found: [], total: 0 };
  const tried = typed.trim() === '' ? recent : searchOf(recent.map(listed)).find(typed, 10).found;
  const triedAt = new Set(tried.map(({ fhirBaseUrl }) => fhirBaseUrl));
  return {
    ...(opened === undefined ? {} : { list: opened.list }),
    recent: recent.filter(({ fhirBaseUrl }) => triedAt.has(fhirBaseUrl)),
    found: hits.found.filter(({ fhirBaseUrl }) => !triedAt.has(fhirBaseUrl)).map(known),
    total: hits.total,
  };
}

function known({ name, fhirBaseUrl, fhirVersion, places }: ListedService): KnownService {
  const [place] = places;
  return {
    name,
    fhirBaseUrl,
    ...(fhirVersion === undefined ? {} : { fhirVersion }),
    ...(place === undefined ? {} : { place: places.length > 1 ? `${place} and elsewhere` : place }),
  };
}

function listed({ name, fhirBaseUrl, place }: KnownService): ListedService {
  return { name, otherNames: [], fhirBaseUrl, places: place === undefined ? [] : [place] };
}
