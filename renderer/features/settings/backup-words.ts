import { localDateTime } from '../../ui/local-time.ts';
import { countWords } from '../../ui/type-words.ts';
import type { LastBackup, Mended, Rehearsal } from '../../vault/api.ts';

/** "1.2 MB", "340 kB": as a file manager counts them. */
export function sizeWords(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
}

/** "1,204 entries and 12 documents" */
export function thereWords(counts: {
  readonly entries: number;
  readonly documents: number;
}): string {
  const entries = countWords(counts.entries, 'entry', 'entries');
  return `${entries} and ${countWords(counts.documents, 'document', 'documents')}`;
}

/** "3 May 2026 at 14:05, with 1,204 entries and 12 documents" */
export function lastBackupWords(last: LastBackup): string {
  return `${localDateTime(last.at)}, with ${thereWords(last)}`;
}

/** What was found, as a title and what it means; `complete`: nothing is missing. */
export type Finding = {
  readonly complete: boolean;
  readonly title: string;
  readonly more: readonly string[];
};

/** What a rehearsed restore found. */
export function rehearsalWords(found: Rehearsal): Finding {
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
  const came = 'Most likely they came later. Back up now, then rehearse the new backup.';
  return {
    complete: false,
    title: `${countWords(notInBackup, 'entry', 'entries')} of your record ${notInBackup === 1 ? 'is' : 'are'} not in this backup`,
    more: [came, opens, ...older],
  };
}

/** What a mending put back. */
export function mendedWords(mended: Mended): Finding {
  const { entries, documents, others, stillDamaged } = mended;
  const nothing = entries + documents + others === 0;
  const back = nothing
    ? 'This backup holds nothing of what is missing.'
    : `${thereWords(mended)} came back.`;
  if (stillDamaged === 0) {
    return { complete: true, title: 'Your record is whole again', more: [back] };
  }
  return {
    complete: false,
    title: `${countWords(stillDamaged, 'part is', 'parts are')} still missing`,
    more: [back, 'Fetch again from your services, or add your files again, to fill the gap.'],
  };
}
