import type { ErrorCode } from '../../../shared/base/error.ts';
import { categories } from '../../../shared/record/card.ts';
import { english } from '../../../shared/words/english.ts';
import { mendingOrder } from '../../program/backup-choice.ts';
import { localDate } from '../../ui/local-time.ts';
import { countWords, listWords } from '../../ui/type-words.ts';
import type { BackupStatus } from '../../vault/api/backup.ts';
import type { Missing, Overview } from '../../vault/api/record.ts';

/** What the first screen says about the safety of the record itself. */
export type VaultNotice =
  | {
      readonly kind: 'damaged';
      readonly what: string;
      /** When the backup was made that is to be mended from. */
      readonly backup: 'looking' | 'none' | { readonly madeOn: string };
    }
  | { readonly kind: 'recovery-unconfirmed' }
  | { readonly kind: 'backups-not-begun' }
  | { readonly kind: 'backup-failed'; readonly code: ErrorCode; readonly lastWorked?: string };

/**
 * What to say, the most important first. Damage is always said; of all the rest only the first,
 * so that a person reads it. `backups` is absent until the vault has looked.
 */
export function vaultNotices(
  overview: Pick<Overview, 'damaged' | 'missing' | 'recoveryConfirmed' | 'sources'>,
  backups: BackupStatus | undefined,
): readonly VaultNotice[] {
  const rest = [...unconfirmed(overview), ...backupNotices(overview, backups)];
  return [...damage(overview, backups), ...rest.slice(0, 1)];
}

function damage(
  { damaged, missing }: Pick<Overview, 'damaged' | 'missing'>,
  backups: BackupStatus | undefined,
): VaultNotice[] {
  if (damaged === 0) return [];
  const [best] = mendingOrder(backups?.files ?? []);
  const found = best === undefined ? 'none' : { madeOn: localDate(best.madeAt) };
  const backup = backups === undefined ? 'looking' : found;
  return [{ kind: 'damaged', what: missingWords(missing), backup }];
}

function unconfirmed({ recoveryConfirmed }: Pick<Overview, 'recoveryConfirmed'>): VaultNotice[] {
  return recoveryConfirmed ? [] : [{ kind: 'recovery-unconfirmed' }];
}

function backupNotices(
  { sources }: Pick<Overview, 'sources'>,
  backups: BackupStatus | undefined,
): VaultNotice[] {
  if (backups === undefined || sources.length === 0) return [];
  if (!backups.ready) return [{ kind: 'backups-not-begun' }];
  const { last, lastFailure, folderFault } = backups;
  const code = lastFailure?.code ?? folderFault;
  if (code === undefined) return [];
  const lastWorked = last === undefined ? {} : { lastWorked: localDate(last.at) };
  return [{ kind: 'backup-failed', code, ...lastWorked }];
}

/** "3 test results, 1 attached document and 2 parts of which nothing more is known" */
export function missingWords({ entries, attachments, unknown }: Missing): string {
  const nouns = english.missingNouns;
  const kinds = categories.flatMap((category) => {
    const count = entries[category] ?? 0;
    return count === 0 ? [] : [countWords(count, ...nouns[category])];
  });
  if (attachments > 0) {
    kinds.push(countWords(attachments, ...nouns.attachments));
  }
  if (unknown > 0) {
    kinds.push(countWords(unknown, ...nouns.unknown));
  }
  return listWords(kinds);
}
