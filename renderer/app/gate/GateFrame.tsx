import type { ReactNode } from 'react';
import { Brand } from '../../ui/Brand.tsx';
import { PageTitle } from '../../ui/Page.tsx';

/** The frame of every screen that stands before the record: the program's name and one card. */
export function GateFrame({
  title,
  above,
  children,
}: {
  readonly title: string;
  readonly above?: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="phr-gate">
      <header className="phr-gate__brand">
        <Brand />
      </header>
      <main className="phr-gate__card">
        {above !== undefined && <p className="phr-steps">{above}</p>}
        <PageTitle title={title} />
        {children}
      </main>
    </div>
  );
}
