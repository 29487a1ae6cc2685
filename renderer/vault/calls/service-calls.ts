import { resultOf } from '../../../shared/base/result.ts';
import type { FoundServices, KnownSignIn, ServiceCalls, ServiceList } from '../api/sources.ts';
import type { IncomingFile } from '../api/files.ts';
import { findIn, infoOf, openList } from '../services/find.ts';
import { forgetList, keptList, loadList, recentServices } from '../services/list.ts';
import type { ServicesSession } from '../services/services-state.ts';
import { signInSettingsFor } from '../services/settings.ts';
import { choosePerson, disconnect, signInToService, takeToken } from '../services/sign-in.ts';
import { openVaultOf } from '../session.ts';

/** The calls that find a service by its name, sign in there, and disconnect. */
export function serviceCalls(session: ServicesSession): ServiceCalls {
  return {
    loadServices: (file) => resultOf(() => load(session, file)),
    forgetServices: () =>
      resultOf(async () => {
        await forgetList(openVaultOf(session).secrets);
        session.services.list = undefined;
        return null;
      }),
    findServices: (typed) => resultOf(() => find(session, typed)),
    signInSettings: (fhirBaseUrl) => resultOf(() => knownSignIn(session, fhirBaseUrl)),
    signIn: (request) => resultOf(() => signInToService(session, request)),
    takeToken: (request) => resultOf(() => takeToken(session, request)),
    choosePerson: (patientId) => resultOf(() => choosePerson(session, patientId)),
    disconnect: (source) => resultOf(() => disconnect(session, source)),
  };
}

async function load(session: ServicesSession, file: IncomingFile): Promise<ServiceList> {
  const kept = await loadList(openVaultOf(session).secrets, file, session.environment.clock);
  session.services.list = Promise.resolve(openList(kept));
  return infoOf(kept);
}

/** The list is opened when somebody first looks for a service. */
async function find(session: ServicesSession, typed: string): Promise<FoundServices> {
  const { services } = session;
  const { secrets } = openVaultOf(session);
  const recent = await recentServices(secrets);
  services.list ??= keptList(secrets).then(openList);
  return findIn(await services.list, recent, typed);
}

async function knownSignIn(session: ServicesSession, fhirBaseUrl: string): Promise<KnownSignIn> {
  const { client, returnWay } = await signInSettingsFor(openVaultOf(session).secrets, fhirBaseUrl);
  return {
    ...(client === undefined ? {} : { clientId: client.clientId }),
    hasSecret: client?.clientSecret !== undefined,
    ...(returnWay === undefined ? {} : { returnWay }),
  };
}
