import type { ReactNode } from 'react';

type PlainDocumentProps = {
  /** What it is, in a word, above the title. */
  readonly kind?: string;
  readonly title: string;
  readonly children: ReactNode;
};

/** A page for paper: a title and what stands below it. */
export function PlainDocument({ kind, title, children }: PlainDocumentProps) {
  return (
    <div className="plain">
      {kind !== undefined && <p className="plain__kind">{kind}</p>}
      <h1 className="plain__title">{title}</h1>
      {children}
    </div>
  );
}

/** Named things on paper. */
export function PlainFacts({
  rows,
}: {
  readonly rows: readonly { readonly name: string; readonly value: ReactNode }[];
}) {
  return (
    <table className="plain__facts">
      <tbody>
        {rows.map((row, index) => (
          <tr key={`${String(index)}-${row.name}`}>
            <th scope="row">{row.name}</th>
            <td>{row.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Words on paper, with the lines that they came in. */
export function PlainText({ children }: { readonly children: string }) {
  return <pre className="plain__text">{children}</pre>;
}
