import { useEffect, useMemo, useState } from 'react';
import { failed } from '../../../../shared/base/result.ts';
import { openPdf, type OpenPdf } from '../../../pdf/open-pdf.ts';
import { ProblemNotice } from '../../../program/ProblemNotice.tsx';
import { problemOf, type Problem } from '../../../program/problem.ts';
import { FindInPdf } from './FindInPdf.tsx';
import { PdfPage } from './PdfPage.tsx';
import { useFind } from './use-find.ts';
import { ZoomButtons, zoomSteps } from './ZoomButtons.tsx';
import { PageTurner } from './PageTurner.tsx';

export type PdfReaderProps = { readonly bytes: Uint8Array<ArrayBuffer>; readonly name: string };

/** A PDF read in this window: a page at a time, larger or smaller, with its words to look for. */
export function PdfReader({ bytes, name }: PdfReaderProps) {
  const [pdf, setPdf] = useState<OpenPdf>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    let isWanted = true;
    let opened: OpenPdf | undefined;
    const open = async (): Promise<void> => {
      opened = await openPdf(bytes);
      if (isWanted) setPdf(opened);
      else opened.close();
    };
    open().catch((thrown: unknown) => {
      if (isWanted) setProblem(problemOf(failed(thrown)));
    });
    return () => {
      isWanted = false;
      opened?.close();
    };
  }, [bytes]);
  if (problem !== undefined) return <ProblemNotice problem={problem} />;
  if (pdf === undefined) return <p role="status">Opening…</p>;
  return <Pages pdf={pdf} name={name} />;
}

function Pages({ pdf, name }: { readonly pdf: OpenPdf; readonly name: string }) {
  const [number, setNumber] = useState(1);
  const [zoom, setZoom] = useState<number>(zoomSteps[0]);
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const [problem, setProblem] = useState<Problem>();
  const found = useFind(pdf, words);
  const chosen = found?.places[at];
  const turnTo = (page: number): void => {
    if (page < 1 || page > pdf.pageCount) return;
    setProblem(undefined);
    setNumber(page);
  };
  // The first place is gone to as soon as it is known.
  const [shown, setShown] = useState<typeof chosen>();
  if (chosen !== shown) {
    setShown(chosen);
    if (chosen !== undefined) turnTo(chosen.page);
  }
  // The same until something else is found or turned to: the page goes to its place each time they change.
  const places = useMemo(
    () => (found?.places ?? []).filter(({ page }) => page === number),
    [found, number],
  );
  const shownPlaces = useMemo(() => places.map(({ place }) => place), [places]);
  return (
    <div className="phr-pdf">
      <div className="phr-pdf__tools" role="group" aria-label={`Reading ${name}`}>
        <PageTurner number={number} count={pdf.pageCount} onTurn={turnTo} />
        <ZoomButtons zoom={zoom} onZoom={setZoom} />
        <FindInPdf
          found={found}
          words={words}
          at={at}
          onFind={(wanted) => {
            setWords(wanted);
            setAt(0);
          }}
          onGo={setAt}
        />
      </div>
      <ProblemNotice problem={problem} />
      <PdfPage
        pdf={pdf}
        number={number}
        zoom={zoom}
        name={name}
        places={shownPlaces}
        current={chosen === undefined ? undefined : places.indexOf(chosen)}
        onTurn={(by) => {
          turnTo(number + by);
        }}
        onUndrawable={() => {
          setProblem({ code: 'pdf-unreadable', where: `page ${String(number)}` });
        }}
      />
    </div>
  );
}
