import { countWords } from '../../ui/type-words.ts';
import type { StoredCounts } from '../../vault/api/files.ts';

export const declinedWords = 'Not added, as you asked.';
export const linkWords =
  'This is a SMART Health Link: records lie behind it, which can be fetched.';

/** "16 new entries, 26 changed, 10 that you already had. 31 more were written anew by the source and read the same." */
export function storedCountWords({ added, changed, rewritten, same }: StoredCounts): string {
  const parts = [countWords(added, 'new entry', 'new entries')];
  if (changed > 0) parts.push(`${changed.toLocaleString('en-GB')} changed`);
  if (same > 0) parts.push(`${same.toLocaleString('en-GB')} that you already had`);
  const anew = countWords(rewritten, 'more was', 'more were');
  const read = rewritten === 1 ? 'reads' : 'read';
  return `${parts.join(', ')}.${rewritten === 0 ? '' : ` ${anew} written anew by the source and ${read} the same.`}`;
}
