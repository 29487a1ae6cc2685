import { lazy, Suspense } from 'react';
import type { PdfReaderProps } from './PdfReader.tsx';

const load = () => import('./PdfReader.tsx');
const Reader = lazy(async () => ({ default: (await load()).PdfReader }));

/** The reader, loaded when the first PDF is opened: it is as large as the rest of the page. */
export function PdfReader(props: PdfReaderProps) {
  return (
    <Suspense fallback={<p role="status">Opening…</p>}>
      <Reader {...props} />
    </Suspense>
  );
}

/** Loads the reader ahead of an opening that is likely. */
export function loadPdfReader(): void {
  load().catch(() => undefined);
}
