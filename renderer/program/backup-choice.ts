import { countWords } from '../ui/type-words.ts';
import type { BackupFile } from '../vault/api/backup.ts';

/**
 * The order in which to mend from backups, of `files` with the newest first: the newest that is whole; where none is
 * known to be whole, the newest of which nothing bad is known. Then the others: a newer one that lacks something may
 * still hold what came after the whole one.
 */
export function mendingOrder(files: readonly BackupFile[]): readonly BackupFile[] {
  const best =
    files.find(({ whole }) => whole === true) ??
    files.find(({ whole }) => whole === undefined) ??
    files[0];
  return best === undefined ? [] : [best, ...files.filter((file) => file !== best)];
}

/** "Whole", "Lacks 2 parts", "Not known if it is whole": what the vault remembers of a backup, and nothing more. */
export function wholenessWords({ whole, missing = 0 }: BackupFile): string {
  if (missing > 0) return `Lacks ${countWords(missing, 'part', 'parts')}`;
  if (whole === undefined) return 'Not known if it is whole';
  return whole ? 'Whole' : 'Perhaps not whole';
}
