import { z } from 'zod';
import { hex } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';
import type { Clock } from '../../../shared/base/clock.ts';
import type { Access } from '../../../shared/ipc/access.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import { whoseRules, type Grant, type Source } from '../../../shared/record/source.ts';
import type { NewServer, SourceSettings } from '../api/sources.ts';
import { commit } from '../open-vault/commit.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { keepSecret, readSecret, type Secrets } from '../open-vault/secrets.ts';

/**
 * Keeps a server and the access to it. The same patient at the same address is the same source,
 * so that signing in again goes on where the old access ended: its checkpoint and its counts stay.
 * @param grant what the sign-in allowed; absent for an open server
 */
export async function addServer(
  vault: OpenVault,
  server: NewServer,
  clock: Clock,
  grant?: Grant,
): Promise<SourceId> {
  const known = [...vault.state.sources.values()].find(
    (source) => source.fhirBaseUrl === server.fhirBaseUrl && source.patientId === server.patientId,
  );
  const before = known ?? newSource(server, clock);
  await keepSecret(vault.secrets, accessSecret(before.id), server.access);
  const source = connectedSource(before, server, grant);
  if (known === undefined || !isSame(known, source)) {
    await commit(vault, [{ events: [{ kind: 'source', source }] }]);
  }
  return source.id;
}

function newSource(server: NewServer, clock: Clock): Source {
  const random = crypto.getRandomValues(new Uint8Array(16));
  return {
    id: `server-${hex(random)}` as SourceId, // a service's source; a file's id is made in source-of.ts
    kind: 'server',
    name: server.name,
    fhirBaseUrl: server.fhirBaseUrl,
    patientId: server.patientId,
    addedAt: clock().toISOString(),
    state: 'failed',
    received: {},
    stored: {},
    skipped: [],
    warnings: [],
    whoseRules,
  };
}

/** A year: never over while a record is open, so that a source is fetched on opening only. */
const mostRefreshHours = 24 * 366;
const smallestLimit = 1024 * 1024;
const largestLimit = 1024 * smallestLimit;

const wantedOfSource = z.object({
  refreshHours: z.int().min(0).max(mostRefreshHours).optional(),
  attachmentLimit: z.int().min(smallestLimit).max(largestLimit).optional(),
  documentHosts: z
    .array(z.strictObject({ host: z.string().min(1).max(260), isAllowed: z.boolean() }))
    .max(50)
    .optional(),
});

/** Sets how a source is downloaded from now on. @throws message-invalid, unexpected where there is no such source */
export async function changeSource(
  vault: OpenVault,
  sourceId: SourceId,
  wanted: SourceSettings,
): Promise<Source> {
  if (!wantedOfSource.safeParse(wanted).success) {
    throw new AppError('message-invalid', { where: 'source settings' });
  }
  const source = { ...sourceOf(vault, sourceId), ...wanted };
  await commit(vault, [{ events: [{ kind: 'source', source }] }]);
  return source;
}

/** The source with what the newest sign-in said; a connection that was ended is one again. */
function connectedSource(
  source: Source,
  { fhirVersion }: NewServer,
  grant: Grant | undefined,
): Source {
  const connected = { ...source };
  delete connected.disconnectedAt;
  delete connected.lastProblem;
  return {
    ...connected,
    ...(fhirVersion === undefined ? {} : { fhirVersion }),
    ...(grant === undefined ? {} : { grant }),
  };
}

function isSame(one: Source, other: Source): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * The access to a source's server.
 * @throws sign-in-expired where there is none: it was disconnected, or came back from a backup
 * @throws vault-damaged where it does not open: signing in again makes a new one
 */
export async function serverAccess(secrets: Secrets, sourceId: SourceId): Promise<Access> {
  const access = await readSecret(secrets, accessSecret(sourceId));
  if (access === undefined || access === null) throw new AppError('sign-in-expired');
  return access as Access; // sealed by us from what the contract had checked
}

/** Throws the access to a source away and says so; its entries stay. */
export async function forgetAccess(
  vault: OpenVault,
  sourceId: SourceId,
  clock: Clock,
): Promise<void> {
  const source: Source = sourceOf(vault, sourceId);
  await keepSecret(vault.secrets, accessSecret(sourceId), null);
  const ended = { ...source, disconnectedAt: clock().toISOString() };
  delete ended.grant;
  await commit(vault, [{ events: [{ kind: 'source', source: ended }] }]);
}

/** @throws unexpected where there is no such source */
export function sourceOf(vault: OpenVault, sourceId: SourceId): Source {
  const source = vault.state.sources.get(sourceId);
  if (source === undefined) throw new AppError('unexpected', { where: 'source' });
  return source;
}

/** The name under which access to a source is kept. */
export function accessSecret(sourceId: SourceId): readonly string[] {
  return ['access', sourceId];
}
