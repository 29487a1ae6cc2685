import { Tag } from '../../ui/Tag.tsx';
import type { EntryLine } from '../../vault/api.ts';
import { flagWords, standingTones } from './entry-words.ts';

/** What a reader must notice about an entry: an abnormal value, and its status where it says something. */
export function EntryMarks({ line }: { readonly line: EntryLine }) {
  if (line.flag === undefined && line.status === undefined && line.standing !== 'error')
    return null;
  return (
    <span className="phr-entry__marks">
      {line.flag !== undefined && (
        <Tag tone={line.flag === 'critical' ? 'red' : 'orange'}>{flagWords[line.flag]}</Tag>
      )}
      {line.status !== undefined && <Tag tone={standingTones[line.standing]}>{line.status}</Tag>}
      {line.status === undefined && line.standing === 'error' && (
        <Tag tone="red">Entered in error</Tag>
      )}
    </span>
  );
}
