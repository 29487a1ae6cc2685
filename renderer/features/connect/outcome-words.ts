import { countWords } from '../../ui/type-words.ts';
import type { Stored } from '../../vault/api.ts';

export const declinedWords = 'Not added, as you asked.';
export const linkWords =
  'This is a SMART Health Link: records lie behind it, which can be fetched.';

/** "150 new entries, 2 changed, 10 that you already had." */
export function newsWords({ added, changed, same }: Stored): string {
  const parts = [countWords(added, 'new entry', 'new entries')];
  if (changed > 0) parts.push(`${changed.toLocaleString('en-GB')} changed`);
  if (same > 0) parts.push(`${same.toLocaleString('en-GB')} that you already had`);
  return `${parts.join(', ')}.`;
}
