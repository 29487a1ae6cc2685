import type { ReactNode } from 'react';
import { Brand } from '../../ui/Brand.tsx';
import { BackButton, LinkButton } from '../../ui/Button.tsx';
import { PageTitle } from '../../ui/Page.tsx';

/** Something else that can be done from here, as a quiet link. */
export type GateLink = { readonly words: string; readonly onClick: () => void };

type GateFrameProps = {
  readonly title: string;
  /** Small words above the title, such as "Step 1 of 3". */
  readonly above?: string;
  /** The way back, above everything. */
  readonly back?: GateLink;
  /** What else can be done, beneath everything. */
  readonly more?: readonly GateLink[];
  readonly children: ReactNode;
};

/** The frame of every screen that stands before the record: the program's name and one card. */
export function GateFrame({ title, above, back, more = [], children }: GateFrameProps) {
  return (
    <div className="phr-gate">
      <header className="phr-gate__brand">
        <Brand />
      </header>
      <main className="phr-gate__card">
        {back !== undefined && (
          <div className="phr-way-back">
            <BackButton onClick={back.onClick}>{back.words}</BackButton>
          </div>
        )}
        {above !== undefined && <p className="phr-steps">{above}</p>}
        <PageTitle title={title} />
        {children}
        {more.length > 0 && (
          <ul className="phr-gate__more">
            {more.map(({ words, onClick }) => (
              <li key={words}>
                <LinkButton block onClick={onClick}>
                  {words}
                </LinkButton>
              </li>
            ))}
          </ul>
        )}
      </main>
    </div>
  );
}
