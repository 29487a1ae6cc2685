import { defined } from '../../../shared/base/defined.ts';
import { AppError } from '../../../shared/base/error.ts';
import { valueOf } from '../../../shared/base/result.ts';
import type { Access } from '../../../shared/ipc/access.ts';
import type { OfferedPatient } from '../../../shared/ipc/provider.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import type { Grant } from '../../../shared/record/source.ts';
import type { PersonHeader } from '../api/people.ts';
import type {
  Disconnected,
  PersonToChoose,
  SignedIn,
  SignInRequest,
  TokenRequest,
} from '../api/sources.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { differencesBetween } from '../record/person.ts';
import { addServer, forgetAccess, serverAccess, sourceOf } from '../sources/server-source.ts';
import { mainOf, openVaultOf, type Session } from '../session.ts';
import { rememberService } from './list.ts';
import type { PendingSignIn, ServicesSession } from './services-state.ts';
import { accessOfPasted } from './pasted-token.ts';
import { keepSignInSettings, signInSettingsFor } from './settings.ts';

/**
 * Signs in at a service in the browser. Main hands the tokens to this worker, which seals them.
 * @throws the codes of `provider:sign-in`; sign-in-other-patient where `again` is another person's source
 */
export async function signInToService(
  session: ServicesSession,
  request: SignInRequest,
): Promise<SignedIn> {
  const vault = openVaultOf(session);
  const { service } = request;
  await rememberService(vault.secrets, service);
  const { client, returnWay } =
    request.settings === undefined
      ? await signInSettingsFor(vault.secrets, service.fhirBaseUrl)
      : await keepSignInSettings(vault.secrets, service.fhirBaseUrl, request.settings);
  const signedIn = valueOf(
    await mainOf(session)(
      'provider:sign-in',
      defined({ fhirBaseUrl: service.fhirBaseUrl, client, returnWay }),
    ),
  );
  const { access, patients: people, patientId: named, grantedScopes, refusedScopes } = signedIn;
  const grant = { ...grantOf(session, access), granted: grantedScopes, refused: refusedScopes };
  const pending = defined({ service, access, grant, people, named });
  return settle(session, pending, request.again);
}

/**
 * Takes a token that the person was given instead of a sign-in, after asking the service whose it is.
 * @throws token-not-accepted, sign-in-no-patient where neither the service nor the person says whose record is meant
 */
export async function takeToken(
  session: ServicesSession,
  request: TokenRequest,
): Promise<SignedIn> {
  const vault = openVaultOf(session);
  const { service, token, patientId, again } = request;
  const access = accessOfPasted(token);
  if (access.accessToken === '') throw new AppError('token-not-accepted');
  await rememberService(vault.secrets, service);
  const { fhirBaseUrl } = service;
  const found = valueOf(await mainOf(session)('provider:patients', { fhirBaseUrl, access }));
  const people =
    patientId === undefined
      ? found
      : [found.find(({ id }) => id === patientId) ?? { id: patientId, name: patientId }];
  if (people.length === 0) throw new AppError('sign-in-no-patient');
  const grant = grantOf(session, access);
  return settle(session, { service, access, grant, people }, again);
}

/** Keeps the sign-in that is waiting, for this one of its people. @throws unexpected where none is waiting */
export async function choosePerson(session: ServicesSession, patientId: string): Promise<SourceId> {
  const { pendingSignIn: pending } = session.services;
  if (pending?.people.some(({ id }) => id === patientId) !== true) {
    throw new AppError('unexpected', { where: 'sign-in' });
  }
  session.services.pendingSignIn = undefined;
  return keep(session, pending, patientId);
}

/** Ends the access at the service where it offers that, and here in any case. What was fetched stays. */
export async function disconnect(session: Session, sourceId: SourceId): Promise<Disconnected> {
  const vault = openVaultOf(session);
  sourceOf(vault, sourceId);
  const access = await serverAccess(vault.secrets, sourceId).catch(() => undefined);
  const answer =
    access === undefined ? undefined : await mainOf(session)('provider:revoke', { access });
  await forgetAccess(vault, sourceId, session.environment.clock);
  if (answer === undefined) return { atService: 'not-offered' };
  return { atService: answer.ok ? answer.value.outcome : 'failed' };
}

/** One person goes straight on; among several the owner chooses. A source that is there stays its own person's. */
async function settle(
  session: ServicesSession,
  pending: PendingSignIn,
  again: SourceId | undefined,
): Promise<SignedIn> {
  const { people, grant, named } = pending;
  const vault = openVaultOf(session);
  const wanted = again === undefined ? undefined : sourceOf(vault, again).patientId;
  if (wanted !== undefined && !people.some(({ id }) => id === wanted)) {
    throw new AppError('sign-in-other-patient');
  }
  const only = wanted ?? (people.length === 1 ? people[0]?.id : undefined);
  if (only !== undefined) {
    return { kind: 'ready', source: await keep(session, pending, only), grant };
  }
  session.services.pendingSignIn = pending;
  const choices = people.map((person) => toChoose(vault, person));
  return defined({ kind: 'choose', people: choices, grant, named });
}

function keep(session: Session, pending: PendingSignIn, patientId: string): Promise<SourceId> {
  const { service, access, grant } = pending;
  const vault = openVaultOf(session);
  return addServer(vault, { ...service, patientId, access }, session.environment.clock, grant);
}

function grantOf({ environment }: Session, access: Access): Grant {
  return {
    at: environment.clock().toISOString(),
    granted: [],
    refused: [],
    staysSignedIn: access.kind === 'token' && access.refreshToken !== undefined,
    ...(access.kind === 'open' || access.expiresAt === undefined
      ? {}
      : { accessUntil: access.expiresAt }),
  };
}

/** Whether this may be the person whose record is open: each person's entries belong under their own name. */
function toChoose(vault: OpenVault, person: OfferedPatient): PersonToChoose {
  const here = vault.state.person?.header;
  const { name, birthDate } = person;
  const there: PersonHeader = defined({ name, birthDate });
  if (here === undefined) return { ...person, fits: 'unknown' };
  const fits = differencesBetween(here, there).length === 0 ? 'same' : 'differs';
  return { ...person, fits };
}
