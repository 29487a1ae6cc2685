import { useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import type { Found } from './use-find.ts';

type FindInPdfProps = {
  readonly found: Found | undefined;
  /** What is being looked for; empty where nothing is. */
  readonly words: string;
  /** Which of the places is looked at, from 0. */
  readonly at: number;
  readonly onFind: (words: string) => void;
  readonly onGo: (at: number) => void;
};

/** Looks for words in a document: the first place at once, then from one to the next. */
export function FindInPdf({ found, words, at, onFind, onGo }: FindInPdfProps) {
  const [typed, setTyped] = useState('');
  const count = found?.places.length ?? 0;
  const next = (): void => {
    if (typed.trim() !== words) onFind(typed.trim());
    else if (count > 0) onGo((at + 1) % count);
  };
  return (
    <form
      className="phr-pdf__find"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      <TextField label="Find in this document" type="search" value={typed} onChange={setTyped} />
      <Button kind="secondary" small submit disabled={typed.trim() === ''}>
        {count > 1 && typed.trim() === words ? 'Next place' : 'Find'}
      </Button>
      <p className="phr-pdf__page" role="status">
        {words !== '' && foundWords(found, at)}
      </p>
    </form>
  );
}

function foundWords(found: Found | undefined, at: number): string {
  if (found === undefined || (!found.isWhole && found.places.length === 0)) return 'Looking…';
  const { places, isWhole, isWithoutText } = found;
  if (isWithoutText && isWhole) {
    return 'This document holds pictures only. Its words cannot be looked for.';
  }
  const [first] = places;
  if (first === undefined) return 'Not found in this document.';
  const page = (places[at] ?? first).page;
  return `Place ${String(at + 1)} of ${String(places.length)}${isWhole ? '' : ' so far'}, on page ${String(page)}`;
}
