import { isCritical } from '../../../shared/record/fact.ts';
import { notSuppliedWords } from '../../ui/source-words.ts';
import { Tag } from '../../ui/Tag.tsx';
import type { EntryLine } from '../../vault/api/record.ts';
import { flagOf, newsMarks, notableStanding } from './entry-words.ts';

/** What a reader must notice about an entry: an abnormal value, and its status where it says something. */
export function EntryMarks({ line }: { readonly line: EntryLine }) {
  const standing = notableStanding(line);
  const flag = flagOf(line);
  const { news, notSuppliedSince } = line;
  if ([flag, standing, news, notSuppliedSince].every((mark) => mark === undefined)) return null;
  return (
    <span className="phr-entry__marks">
      {flag !== undefined && <Tag tone={isCritical(line.flag) ? 'red' : 'orange'}>{flag}</Tag>}
      {standing !== undefined && <Tag tone={standing.tone}>{standing.words}</Tag>}
      {news !== undefined && <Tag tone="blue">{newsMarks[news]}</Tag>}
      {notSuppliedSince !== undefined && (
        <Tag tone="grey">{notSuppliedWords(line.sourceName, notSuppliedSince)}</Tag>
      )}
    </span>
  );
}
