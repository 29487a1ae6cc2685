import { localDateTime } from '../../ui/local-time.ts';
import { countWords } from '../../ui/type-words.ts';
import type { LastBackup, Mended, Rehearsal } from '../../vault/api/backup.ts';

/** "1,204 entries and 12 documents" */
export function thereWords(counts: {
  readonly entries: number;
  readonly documents: number;
}): string {
  const entries = countWords(counts.entries, 'entry', 'entries');
  if (counts.documents === 0) return entries;
  const documents = countWords(counts.documents, 'document', 'documents');
  return counts.entries === 0 ? documents : `${entries} and ${documents}`;
}

/** "3 May 2026 at 14:05, with 1,204 entries and 12 documents" */
export function lastBackupWords(last: LastBackup): string {
  return `${localDateTime(last.at)}, with ${thereWords(last)}`;
}

/** What was found, as a title and what it means; `complete`: nothing is missing. */
export type FolderFinding = {
  readonly complete: boolean;
  readonly title: string;
  readonly more: readonly string[];
};

/** What a rehearsed restore found. */
export function rehearsalWords(found: Rehearsal): FolderFinding {
  const { missing, notInBackup } = found;
  const opens = `It opens with your code. It holds ${thereWords(found)}.`;
  const damaged = `When it was made, ${countWords(missing, 'part', 'parts')} of your record could not be opened; ${missing === 1 ? 'it is' : 'they are'} not in it.`;
  const older = missing > 0 ? [damaged] : [];
  if (notInBackup === 0) {
    return {
      complete: missing === 0,
      title:
        missing === 0
          ? 'Everything in your record is in this backup'
          : 'Everything that can be opened in your record is in this backup',
      more: [opens, ...older],
    };
  }
  const came =
    missing === 0
      ? 'Most likely they came later. Back up now, then rehearse the new backup.'
      : 'They came later, or could not be opened when it was made.';
  return {
    complete: false,
    title: `${countWords(notInBackup, 'entry', 'entries')} of your record ${notInBackup === 1 ? 'is' : 'are'} not in this backup`,
    more: [came, opens, ...older],
  };
}

/** What a mending put back. */
export function mendedWords(mended: Mended): FolderFinding {
  const { entries, documents, others, stillDamaged } = mended;
  const back =
    entries + documents > 0
      ? `${thereWords(mended)} came back.`
      : others > 0
        ? 'Notes of the record about itself came back.'
        : 'This backup holds nothing of what is missing.';
  if (stillDamaged === 0) {
    return { complete: true, title: 'Your record is whole again', more: [back] };
  }
  return {
    complete: false,
    title: `${countWords(stillDamaged, 'part is', 'parts are')} still missing`,
    more: [back, 'Fetch again from your services, or add your files again, to fill the gap.'],
  };
}
