import type { Flag } from '../../shared/record/card.ts';
import { formatDate } from '../../shared/fhir/partial-date.ts';
import type { ItemView } from '../../shared/summary/view.ts';

/** The items of one section: a short two-column list where each is a title and a date, else a table. */
export function SummaryItems({
  title,
  items,
}: {
  readonly title: string;
  readonly items: readonly ItemView[];
}) {
  return items.every(isPlain) && items.length > 2 ? (
    <PlainItems items={items} />
  ) : (
    <ItemTable title={title} items={items} />
  );
}

function isPlain(item: ItemView): boolean {
  return (
    item.value === undefined &&
    item.range === undefined &&
    item.details.length === 0 &&
    !item.severe
  );
}

function PlainItems({ items }: { readonly items: readonly ItemView[] }) {
  return (
    <ul className="summary-list">
      {items.map((item, index) => (
        <li key={`${index}-${item.title}`}>
          <span className="summary-item__title">{item.title}</span>
          {item.status !== undefined && <span> ({item.status})</span>}
          {', '}
          <span className="summary-item__date">{dateWords(item.date)}</span>{' '}
          <Sources numbers={item.sources} />
        </li>
      ))}
    </ul>
  );
}

function ItemTable({
  title,
  items,
}: {
  readonly title: string;
  readonly items: readonly ItemView[];
}) {
  const withValue = items.some((item) => item.value !== undefined || item.range !== undefined);
  const withDetails = items.some((item) => item.details.length > 0);
  const withStatus = items.some((item) => item.status !== undefined);
  const withSources = items.some((item) => item.sources.length > 0);
  return (
    <table className={withValue ? 'summary-table summary-table--values' : 'summary-table'}>
      <caption className="summary-hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{withValue ? 'Test' : 'What'}</th>
          {withValue && <th scope="col">Value</th>}
          {withValue && <th scope="col">Range</th>}
          {withDetails && <th scope="col">Details</th>}
          {withStatus && <th scope="col">Status</th>}
          <th scope="col">Date</th>
          {withSources && (
            <th scope="col" className="summary-source">
              Source
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => (
          <tr key={`${index}-${item.title}`} className={item.severe ? 'summary-severe' : undefined}>
            <th scope="row">
              {item.severe && <span className="summary-mark">Severe</span>} {item.title}
            </th>
            {withValue && (
              <td>
                {item.value ?? '–'}
                {item.flag !== undefined && (
                  <span className="summary-mark">{flagWords[item.flag]}</span>
                )}
              </td>
            )}
            {withValue && <td>{item.range ?? '–'}</td>}
            {withDetails && <td>{item.details.join('; ')}</td>}
            {withStatus && <td>{item.status ?? '–'}</td>}
            <td className="summary-item__date">{dateWords(item.date)}</td>
            {withSources && (
              <td className="summary-source">
                <Sources numbers={item.sources} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const flagWords: Readonly<Record<Flag, string>> = {
  high: 'High',
  low: 'Low',
  critical: 'Critical',
  abnormal: 'Abnormal',
};

function Sources({ numbers }: { readonly numbers: readonly number[] }) {
  if (numbers.length === 0) return null;
  return (
    <span className="summary-source-numbers">
      <span className="summary-hidden">{numbers.length === 1 ? 'source ' : 'sources '}</span>[
      {numbers.join(', ')}]
    </span>
  );
}

function dateWords(date: string | undefined): string {
  return date === undefined ? 'no date recorded' : formatDate(date);
}
