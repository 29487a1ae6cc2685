import { capitalised } from '../../shared/base/capitalised.ts';
import type { Flag } from '../../shared/record/fact.ts';
import type { ItemView } from '../../shared/summary/view.ts';
import { english } from '../../shared/words/english.ts';
import { isLong } from './summary-layout.ts';

type ItemsProps = { readonly title: string; readonly items: readonly ItemView[] };

/** The items of one section: results with ranges as a table, all else as a list, in two columns where its items are short. */
export function SummaryItems({ title, items }: ItemsProps) {
  return items.some((item) => item.range !== undefined) ? (
    <ResultTable title={title} items={items} />
  ) : (
    <ItemList items={items} />
  );
}

function ItemList({ items }: { readonly items: readonly ItemView[] }) {
  return (
    <ul className={isLong(items) ? 'summary-list summary-list--wide' : 'summary-list'}>
      {items.map((item, index) => (
        <li key={`${index}-${item.title}`}>
          {item.severe && (
            <>
              <span className="summary-mark">{english.severe}</span>{' '}
            </>
          )}
          <span className="summary-item__title">{item.title}</span>
          {item.value !== undefined && `: ${item.value}`}
          <FlagMark flag={item.flag} />
          {item.details.length > 0 && `. ${sentences(detailWords(item))}`}
          {` (${statusAndDate(item)})\u00a0`}
          <Sources numbers={item.sources} />
        </li>
      ))}
    </ul>
  );
}

function detailWords({ details }: ItemView): string[] {
  return details.map(({ words }) => words);
}

/** The details one after the other, parted by a semicolon where they do not end as sentences. */
function sentences(details: readonly string[]): string {
  return details.join('; ').replaceAll('.; ', '. ');
}

/** "Active, 15 July 2026" */
function statusAndDate(item: ItemView): string {
  return item.status === undefined ? dateWords(item) : `${item.status}, ${dateWords(item)}`;
}

function ResultTable({ title, items }: ItemsProps) {
  return (
    <table className="summary-table">
      <caption className="summary-hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col">Test</th>
          <th scope="col">Result</th>
          <th scope="col">{english.heads.referenceRange}</th>
          <th scope="col">{english.heads.date}</th>
          <th scope="col" className="summary-source">
            Source
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => (
          <tr key={`${index}-${item.title}`}>
            <th scope="row">{item.title}</th>
            <td colSpan={item.range === undefined ? 2 : 1}>
              {item.value}
              <FlagMark flag={item.flag} />{' '}
              {sentences([
                ...(item.status === undefined ? [] : [item.status]),
                ...detailWords(item),
              ])}
            </td>
            {item.range !== undefined && <td className="summary-range">{item.range}</td>}
            <td className="summary-date">{dateWords(item)}</td>
            <td className="summary-source">
              <Sources numbers={item.sources} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FlagMark({ flag }: { readonly flag: Flag | undefined }) {
  return flag === undefined ? null : (
    <>
      {' '}
      <span className="summary-mark">{capitalised(english.flags[flag])}</span>
    </>
  );
}

function Sources({ numbers }: { readonly numbers: readonly number[] }) {
  if (numbers.length === 0) return null;
  return (
    <span className="summary-source-numbers">
      <span className="summary-hidden">{numbers.length === 1 ? 'source ' : 'sources '}</span>[
      {numbers.join(', ')}]
    </span>
  );
}

function dateWords({ dateWords }: ItemView): string {
  return dateWords ?? english.noDateInside;
}
