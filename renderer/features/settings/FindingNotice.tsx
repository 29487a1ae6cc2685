import { Notice } from '../../ui/Notice.tsx';
import type { FolderFinding } from './backup-words.ts';

/** What was found in a backup, read out when it appears. */
export function FindingNotice({ finding }: { readonly finding: FolderFinding }) {
  return (
    <Notice tone={finding.complete ? 'good' : 'care'} title={finding.title} announce>
      {finding.more.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Notice>
  );
}
