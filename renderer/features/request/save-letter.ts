import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { problemOf, type Problem } from '../../program/problem.ts';
import type { Program } from '../../program/program.ts';
import type { KeptRequest } from '../../vault/api/requests.ts';
import type { LetterAnswers } from './letter.ts';
import { LetterDocument } from './LetterDocument.tsx';

export type LetterOutcome =
  | { readonly kind: 'saved'; readonly request: KeptRequest }
  | { readonly kind: 'not-saved' }
  | { readonly kind: 'problem'; readonly problem: Problem | undefined };

/** Days of a letter, YYYY-MM-DD: the one written on it, and the one on which they have it. */
export type LetterDays = { readonly date: string; readonly receivedOn: string };

/** Prints the letter as it was looked at, saves it where the person says, and keeps when an answer is due. */
export async function saveLetter(
  { main, vault }: Program,
  answers: LetterAnswers,
  { date, receivedOn }: LetterDays,
): Promise<LetterOutcome> {
  const printed = await main('print:pdf', {
    html: renderToStaticMarkup(createElement(LetterDocument, { answers, date, headingLevel: 1 })),
    title: 'Request for a copy of a health record',
    language: 'en-GB',
    footer: '',
  });
  if (!printed.ok) return { kind: 'problem', problem: problemOf(printed) };
  const suggestedName = `record-request-${date}.pdf`;
  const saved = await main('file:save', { suggestedName, bytes: printed.value, kind: 'pdf' });
  if (!saved.ok) return { kind: 'problem', problem: problemOf(saved) };
  if (!saved.value.saved) return { kind: 'not-saved' };
  const { to, nation, asksWhoOpened } = answers;
  const recorded = await vault.recordRequest({
    to: to.trim(),
    nation,
    receivedOn,
    asksWhoOpened,
    fileName: saved.value.fileName ?? suggestedName,
  });
  return recorded.ok
    ? { kind: 'saved', request: recorded.value }
    : { kind: 'problem', problem: problemOf(recorded) };
}
