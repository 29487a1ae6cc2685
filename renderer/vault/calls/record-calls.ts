import { resultOf } from '../../../shared/base/result.ts';
import type { RecordCalls } from '../api/record.ts';
import { commit } from '../open-vault/commit.ts';
import { earlierVersions } from '../record/earlier-versions.ts';
import { attachmentContent, entryDetail } from '../record/entry-detail.ts';
import { recordNews } from '../record/news.ts';
import { listEntries } from '../record/record-view.ts';
import { viewOf } from '../record/record-view.ts';
import { openVaultOf } from '../session.ts';
import type { VaultSession } from './vault-session.ts';

/** The calls that read the record. */
export function recordCalls(session: VaultSession): RecordCalls {
  const { clock } = session.environment;
  return {
    list: (query) => resultOf(() => listEntries(openVaultOf(session), viewOf(session), query)),
    entry: (key) => resultOf(() => entryDetail(openVaultOf(session), key)),
    attachment: (key, index) => resultOf(() => attachmentContent(openVaultOf(session), key, index)),
    earlierVersions: (key) => resultOf(() => earlierVersions(openVaultOf(session), key)),
    news: () => resultOf(() => recordNews(openVaultOf(session).state)),
    markSeen: () =>
      resultOf(async () => {
        const settings = { newsSeenAt: clock().toISOString() };
        await commit(openVaultOf(session), [{ events: [{ kind: 'settings', settings }] }]);
        return null;
      }),
  };
}
