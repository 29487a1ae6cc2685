import { resultOf } from '../../../shared/base/result.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import type { NewServer, SourceCalls } from '../api/sources.ts';
import { backupsEnded } from '../backup/schedule.ts';
import { stopDownload } from '../download/one-at-a-time.ts';
import { rememberService } from '../services/list.ts';
import { openVaultOf } from '../session.ts';
import { claimEntries, disownEntry } from '../sources/claim-entries.ts';
import type { VaultSession } from './vault-session.ts';
import { removeSource } from '../sources/remove-source.ts';
import { addServer, changeSource } from '../sources/server-source.ts';
import { sourceDetails } from '../sources/source-details.ts';

/** The calls that say how a source stands, change it, and take it out of the record. */
export function sourceCalls(session: VaultSession): SourceCalls {
  return {
    sourceDetails: (source) => resultOf(() => sourceDetails(openVaultOf(session), source)),
    removeSource: (source) => resultOf(() => remove(session, source)),
    addServer: (server) => resultOf(() => add(session, server)),
    changeSource: (source, wanted) =>
      resultOf(() => changeSource(openVaultOf(session), source, wanted)),
    claimEntries: (wanted) => resultOf(() => claimEntries(openVaultOf(session), wanted)),
    disownEntry: (wanted) =>
      resultOf(async () => {
        await disownEntry(openVaultOf(session), wanted);
        return null;
      }),
  };
}

/** What still writes or reads the source's entries comes to its end before. */
async function remove(session: VaultSession, source: SourceId): Promise<null> {
  const vault = openVaultOf(session);
  if (session.download.running?.source === source) await stopDownload(session);
  await backupsEnded(session);
  await removeSource(vault, source, session.environment.clock);
  return null;
}

async function add(session: VaultSession, server: NewServer): Promise<SourceId> {
  const { name, fhirBaseUrl } = server;
  await rememberService(openVaultOf(session).secrets, { name, fhirBaseUrl });
  return addServer(openVaultOf(session), server, session.environment.clock);
}
