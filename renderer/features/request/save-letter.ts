import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Input } from '../../../shared/ipc/contract.ts';
import { problemOf, type Problem } from '../../program/problem.ts';
import { print } from '../../program/print/print.ts';
import type { Program, Vault } from '../../program/program.ts';
import type { KeptRequest, NewRequest } from '../../vault/api/requests.ts';
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
  const printed = await main('print:pdf', pageOfLetter(answers, date));
  if (!printed.ok) return { kind: 'problem', problem: problemOf(printed) };
  const suggestedName = `record-request-${date}.pdf`;
  const saved = await main('file:save', { suggestedName, bytes: printed.value, kind: 'pdf' });
  if (!saved.ok) return { kind: 'problem', problem: problemOf(saved) };
  if (!saved.value.saved) return { kind: 'not-saved' };
  const fileName = saved.value.fileName ?? suggestedName;
  return keep(vault, { ...asked(answers), receivedOn, fileName });
}

/** Prints the letter as it was looked at, and keeps when an answer is due. */
export async function printLetter(
  program: Program,
  answers: LetterAnswers,
  { date, receivedOn }: LetterDays,
): Promise<LetterOutcome> {
  const outcome = await print(program, { kind: 'page', page: pageOfLetter(answers, date) });
  if (outcome.kind === 'problem') return outcome;
  if (outcome.kind === 'not-printed') return { kind: 'not-saved' };
  return keep(program.vault, { ...asked(answers), receivedOn, fileName: '', printed: true });
}

function pageOfLetter(answers: LetterAnswers, date: string): Input<'print:pdf'> {
  return {
    html: renderToStaticMarkup(createElement(LetterDocument, { answers, date, headingLevel: 1 })),
    title: 'Request for a copy of a health record',
    language: 'en-GB',
    footer: '',
  };
}

function asked({ to, nation, asksWhoOpened }: LetterAnswers) {
  return { to: to.trim(), nation, asksWhoOpened };
}

async function keep(vault: Vault, request: NewRequest): Promise<LetterOutcome> {
  const recorded = await vault.recordRequest(request);
  return recorded.ok
    ? { kind: 'saved', request: recorded.value }
    : { kind: 'problem', problem: problemOf(recorded) };
}
