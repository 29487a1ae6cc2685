import { hex } from '../../shared/base/bytes.ts';
import { AppError } from '../../shared/base/error.ts';
import type { Clock } from '../../shared/base/clock.ts';
import type { Access } from '../../shared/ipc/contract.ts';
import type { SourceId } from '../../shared/record/card.ts';
import type { Source } from '../../shared/record/source.ts';
import type { NewServer } from './api.ts';
import { commit, keepSecret, readSecret, type OpenVault } from './open-vault.ts';

/**
 * Keeps a server and the access to it. The same patient at the same address is the same source,
 * so that signing in again goes on where the old access ended.
 */
export async function addServer(
  vault: OpenVault,
  server: NewServer,
  clock: Clock,
): Promise<SourceId> {
  const known = [...vault.state.sources.values()].find(
    (source) => source.fhirBaseUrl === server.fhirBaseUrl && source.patientId === server.patientId,
  );
  const source = known ?? newSource(server, clock);
  await keepSecret(vault, accessSecret(source.id), server.access);
  if (known === undefined) await commit(vault, [{ events: [{ kind: 'source', source }] }]);
  return source.id;
}

function newSource(server: NewServer, clock: Clock): Source {
  const random = crypto.getRandomValues(new Uint8Array(16));
  return {
    id: `server-${hex(random)}` as SourceId, // a source id is made here and in add-file
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
  };
}

/** @throws sign-in-expired where there is none, as after a restore; vault-damaged where it does not open */
export async function serverAccess(vault: OpenVault, sourceId: SourceId): Promise<Access> {
  const access = await readSecret(vault, accessSecret(sourceId));
  if (access === undefined) throw new AppError('sign-in-expired', { where: 'access' });
  return access as Access; // sealed by us from what the contract had checked
}

/** The name under which access to a source is kept. */
export function accessSecret(sourceId: SourceId): readonly string[] {
  return ['access', sourceId];
}
