import { Notice } from '../../ui/Notice.tsx';
import type { Finding } from './backup-words.ts';

/** What was found in a backup, read out when it appears. */
export function FindingNotice({ finding }: { readonly finding: Finding }) {
  return (
    <Notice tone={finding.complete ? 'good' : 'care'} title={finding.title} announce>
      {finding.more.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Notice>
  );
}
