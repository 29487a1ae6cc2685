import { useEffect, useRef, type ReactNode } from 'react';

type PageProps = {
  readonly title: string;
  /** Small words above the title, such as "Step 1 of 3". */
  readonly above?: string;
  readonly narrow?: boolean;
  /** Whether more is still to come: what is not said yet may be said in a moment. */
  readonly busy?: boolean;
  readonly children: ReactNode;
};

/** One screen: its heading takes the focus when it opens, so that a screen reader says where one is. */
export function Page({ title, above, narrow = false, busy = false, children }: PageProps) {
  return (
    <div className={narrow ? 'phr-page phr-page--narrow' : 'phr-page'} aria-busy={busy}>
      {above !== undefined && <p className="phr-steps">{above}</p>}
      <PageTitle title={title} />
      {children}
    </div>
  );
}

/** The h1 of a screen, focused whenever its words change. */
export function PageTitle({ title }: { readonly title: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [title]);
  return (
    <h1 className="nhsuk-heading-l phr-page__title" tabIndex={-1} ref={heading}>
      {title}
    </h1>
  );
}
