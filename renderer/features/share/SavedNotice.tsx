import { useEffect, useRef } from 'react';
import { Notice } from '../../ui/Notice.tsx';

/** A share was saved and written into the share log. */
export function SavedNotice({
  fileName,
  next,
}: {
  readonly fileName: string;
  readonly next: string;
}) {
  const saved = useRef<HTMLDivElement>(null);
  // Whoever cannot see the page is taken to what was saved.
  useEffect(() => {
    saved.current?.focus();
  }, [fileName]);
  return (
    <div ref={saved} tabIndex={-1}>
      <Notice tone="good" title={`Saved as ${fileName}`} announce>
        <p>{next} It is written down in your share log.</p>
      </Notice>
    </div>
  );
}
