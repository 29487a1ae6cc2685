import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { OpenPdf } from '../../../pdf/open-pdf.ts';
import { drawPage, type DrawnPage } from './draw-page.ts';
import type { Place } from './places-of-words.ts';
import { showPlaces } from './show-places.ts';

type PdfPageProps = {
  readonly pdf: OpenPdf;
  readonly number: number;
  /** 1 is as wide as there is room. */
  readonly zoom: number;
  readonly name: string;
  /** Places of words on this page, and which of them is looked at. */
  readonly places: readonly Place[];
  readonly current: number | undefined;
  readonly onTurn: (by: number) => void;
  readonly onUndrawable: () => void;
};

/** The widest that a page is at its plain size, in CSS pixels: lines of letters stay readable. */
const widest = 900;

/** One page, as it was made: a picture, with its text over it. */
export function PdfPage(props: PdfPageProps) {
  const { pdf, number, zoom, name, places, current } = props;
  const region = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<number>();
  const [drawn, setDrawn] = useState<DrawnPage>();
  const undrawable = useEffectEvent(props.onUndrawable);
  const press = useEffectEvent((element: HTMLElement, event: KeyboardEvent) => {
    const by = turnOf(element, event);
    if (by === undefined) return;
    event.preventDefault();
    props.onTurn(by);
  });

  useEffect(() => {
    const element = region.current;
    if (element === null) return undefined;
    const pressed = (event: KeyboardEvent): void => {
      press(element, event);
    };
    element.addEventListener('keydown', pressed);
    return () => {
      element.removeEventListener('keydown', pressed);
    };
  }, []);

  useEffect(() => {
    const element = region.current;
    if (element === null) return undefined;
    const watch = new ResizeObserver(() => {
      setRoom(Math.min(element.clientWidth, widest));
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
    };
  }, []);

  useEffect(() => {
    if (room === undefined || room === 0) return undefined;
    let cancel = (): void => undefined;
    let isWanted = true;
    const draw = async (): Promise<void> => {
      const page = await pdf.page(number);
      if (!isWanted || sheet.current === null) return;
      const drawing = drawPage(sheet.current, page, room * zoom);
      cancel = drawing.cancel;
      setDrawn(await drawing.done);
    };
    draw().catch(() => {
      if (isWanted) undrawable();
    });
    return () => {
      isWanted = false;
      cancel();
    };
  }, [pdf, number, zoom, room]);

  useEffect(() => {
    region.current?.scrollTo({ top: 0 });
  }, [number]);

  useEffect(() => {
    if (drawn !== undefined) showPlaces(drawn.textElements, places, current);
  }, [drawn, places, current]);

  return (
    <div
      className="phr-pdf__room"
      ref={region}
      role="region"
      aria-label={`Page ${String(number)} of ${name}`}
      tabIndex={0}
    >
      <div className="phr-pdf__sheet" ref={sheet} />
    </div>
  );
}

/** By how many pages a key turns: only where there is nothing more of this page that way. */
function turnOf(page: HTMLElement, event: KeyboardEvent): number | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const isWide = page.scrollWidth > page.clientWidth + 1;
  switch (event.key) {
    case 'PageDown':
      return page.scrollTop + page.clientHeight >= page.scrollHeight - 1 ? 1 : undefined;
    case 'PageUp':
      return page.scrollTop === 0 ? -1 : undefined;
    case 'ArrowRight':
      return isWide ? undefined : 1;
    case 'ArrowLeft':
      return isWide ? undefined : -1;
    default:
      return undefined;
  }
}
