import { useEffect, useState } from 'react';
import type { OpenPdf } from '../../../pdf/open-pdf.ts';
import { pieces } from './page-text.ts';
import { placesOfWords, type Place } from './places-of-words.ts';

/** What was found: all places, page by page; `isWhole` once every page was looked at. */
export type Found = {
  readonly words: string;
  readonly places: readonly { readonly page: number; readonly place: Place }[];
  readonly isWhole: boolean;
  /** No page has any text: they are pictures. */
  readonly isWithoutText: boolean;
};

/** Looks for words on every page, one after the other, while the first places are shown already. */
export function useFind(pdf: OpenPdf, words: string): Found | undefined {
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    let isWanted = true;
    const look = async (): Promise<void> => {
      const places: Found['places'][number][] = [];
      let isWithoutText = true;
      for (let page = 1; page <= pdf.pageCount && isWanted; page += 1) {
        const text = await pieces(pdf, page);
        if (text.some((piece) => piece.text.trim() !== '')) isWithoutText = false;
        const here = placesOfWords(text, words);
        places.push(...here.map((place) => ({ page, place })));
        const isWhole = page === pdf.pageCount;
        if (isWhole || here.length > 0)
          announce({ words, places: [...places], isWhole, isWithoutText });
      }
    };
    const announce = (so: Found): void => {
      if (isWanted) setFound(so);
    };
    if (words !== '') look().catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [pdf, words]);
  return words !== '' && found?.words === words ? found : undefined;
}
