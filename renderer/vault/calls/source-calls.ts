import { resultOf } from '../../../shared/base/result.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import type { VaultApi } from '../api/vault-api.ts';
import { earlierVersions } from '../record/earlier-versions.ts';
import { recordNews } from '../record/news.ts';
import { commit } from '../open-vault/open-vault.ts';
import { removeSource } from '../sources/remove-source.ts';
import { stopDownload } from '../download/run-download.ts';
import { sourceDetails } from '../sources/source-details.ts';
import { openVaultOf, type Session } from '../session.ts';

type SourceCalls = Pick<
  VaultApi,
  'earlierVersions' | 'news' | 'markSeen' | 'sourceDetails' | 'removeSource'
>;

/** The calls that say how a source stands and what it brought, and that take it out of the record. */
export function sourceCalls(session: Session): SourceCalls {
  const { clock } = session.environment;
  return {
    earlierVersions: (key) => resultOf(() => earlierVersions(openVaultOf(session), key)),
    news: () => resultOf(() => recordNews(openVaultOf(session).state)),
    markSeen: () =>
      resultOf(async () => {
        const settings = { newsSeenAt: clock().toISOString() };
        await commit(openVaultOf(session), [{ events: [{ kind: 'settings', settings }] }]);
        return null;
      }),
    sourceDetails: (source) => resultOf(() => sourceDetails(openVaultOf(session), source)),
    removeSource: (source) => resultOf(() => remove(session, source)),
  };
}

/** What still writes or reads the source's entries comes to its end before. */
async function remove(session: Session, source: SourceId): Promise<null> {
  const vault = openVaultOf(session);
  if (session.download?.source === source) await stopDownload(session);
  while (session.backup.running !== undefined) await session.backup.running.catch(() => undefined);
  await removeSource(vault, source, session.environment.clock);
  return null;
}
