import type { ReactNode } from 'react';

export type FactRow = { readonly name: string; readonly value: ReactNode };

/** Named things to read, as a list of terms and their values. */
export function Facts({ rows }: { readonly rows: readonly FactRow[] }) {
  return (
    <dl className="nhsuk-summary-list">
      {rows.map((row, index) => (
        <div className="nhsuk-summary-list__row" key={`${index}-${row.name}`}>
          <dt className="nhsuk-summary-list__key">{row.name}</dt>
          <dd className="nhsuk-summary-list__value">{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
