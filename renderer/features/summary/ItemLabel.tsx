import { formatDate } from '../../../shared/fhir/partial-date.ts';
import { english } from '../../../shared/words/english.ts';
import { notSuppliedWords } from '../../ui/source-words.ts';
import { Tag } from '../../ui/Tag.tsx';
import type { DraftItem } from '../../vault/api/share.ts';

/** What stands beside the tick of an entry. `kind`: what it is, where its section does not say so. */
export function ItemLabel({ item, kind }: { readonly item: DraftItem; readonly kind?: string }) {
  const date = item.date === undefined ? undefined : formatDate(item.date);
  const below = [kind, item.detail, date].filter((part) => part !== undefined);
  return (
    <>
      {item.title} {item.severe && <Tag tone="red">{english.severe}</Tag>}
      {below.length > 0 && <span className="phr-choice__detail">{below.join(', ')}</span>}
      {item.notSupplied !== undefined && (
        <span className="phr-choice__hint">
          {notSuppliedWords(item.notSupplied.by, item.notSupplied.since)}
        </span>
      )}
      {item.sensitive !== undefined && (
        <span className="phr-choice__hint">
          You may want to keep this private: {item.sensitive}
        </span>
      )}
    </>
  );
}
