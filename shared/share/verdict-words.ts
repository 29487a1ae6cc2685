import { formatDate } from '../fhir/partial-date.ts';
import { fingerprintWords } from './signing-key.ts';
import type { FaultyShare, ShareKind, SignedShare, Verdict, VerdictReason } from './verdict.ts';

/** One named thing to read about a share: `{ name: 'Use until', value: '6 December 2026' }`. */
export type VerdictFact = { readonly name: string; readonly value: string };

/** What a person reads about a checked share, on the viewer's page, in the program and in the terminal. */
export type VerdictWords = {
  /** What is known and what is not, in a sentence without its full stop. */
  readonly headline: string;
  readonly explanation: string;
  readonly whatToDo: string;
  readonly facts: readonly VerdictFact[];
  /** What the signature proves. Empty where there is no good signature. */
  readonly proves: string;
  /** What it does not prove. Empty where there is no good signature. */
  readonly doesNotProve: string;
};

const kindWords: Record<ShareKind, string> = {
  pdf: 'Patient summary as PDF',
  'fhir-json': 'Patient summary as FHIR file',
  'text-card': 'Text card',
};

const reasonWords: Record<VerdictReason, string> = {
  'signature-invalid': 'What it says is not what was signed: it was altered after it was made.',
  'something-appended': 'Something was added to it after it was signed.',
  'attachment-inconsistent': 'The pages and the data inside were not signed by the same key.',
  damaged: 'It was altered or damaged after it was signed.',
  empty: 'The file is empty.',
  'cut-short': 'The end of the file is missing.',
  'no-signature': 'It bears no signature of this program, so that nothing can be said about it.',
  'no-code-in-picture': 'No QR code was found in the picture.',
  'not-a-share': 'This program makes summaries of another kind.',
};

/** Puts a verdict into plain words. */
export function verdictWords(verdict: Verdict): VerdictWords {
  return 'reason' in verdict ? faultWords(verdict) : signedWords(verdict);
}

function signedWords(share: Exclude<Verdict, FaultyShare>): VerdictWords {
  const until =
    share.until === undefined ? 'no end date is written in it' : formatDate(share.until);
  const author = share.madeBy ?? 'no name is written in it';
  const what = share.kind === 'text-card' ? 'card' : 'file';
  const unknown = `who made it cannot be known from the ${what}`;
  return {
    ...(share.state === 'unchanged'
      ? {
          headline: `Unchanged since it was made. W${unknown.slice(1)}`,
          explanation: sentences(
            share.until === undefined ? '' : `It is meant to be used until ${until}.`,
            clockWords(share),
            aroundWords(share),
          ),
          whatToDo: 'Each entry says where it came from. Ask the patient where something matters.',
        }
      : {
          headline: `Past its end. Unchanged since it was made; ${unknown}`,
          explanation: sentences(
            `It was meant to be used until ${until}.`,
            clockWords(share),
            aroundWords(share),
          ),
          whatToDo: 'Ask the patient for a newer one: things may have changed since.',
        }),
    facts: [
      { name: 'What it is', value: kindWords[share.kind] },
      { name: 'Made by (as written in it)', value: author },
      {
        name: 'Made on',
        value: share.issued === undefined ? 'no date is written in it' : formatDate(share.issued),
      },
      ...(share.checkedBefore === undefined
        ? []
        : [{ name: 'Today, by this computer’s clock', value: formatDate(share.checkedBefore) }]),
      { name: 'Meant to be used until', value: until },
      { name: 'Key that signed it', value: fingerprintWords(share.keyThumbprint) },
    ],
    proves:
      'The signature shows that nothing in it was altered since the program that holds this key made it.',
    doesNotProve: sentences(
      'It does not show who that was, nor that the content is right or complete: the key is the one inside it, and anybody can make a key and write any name. Where the key is the same as in an earlier summary, or as the patient reads it out from their own program, both were made with the same key.',
      share.kind === 'pdf'
        ? 'The printed pages were not compared with the signed data: what is shown here is the data.'
        : '',
    ),
  };
}

/** Nothing can be said of the time where the two clocks disagree on what came first. */
function clockWords({ issued, checkedBefore }: SignedShare): string {
  if (issued === undefined || checkedBefore === undefined) return '';
  return `It says that it was made on ${formatDate(issued)}, which is after today by this computer’s clock (${formatDate(checkedBefore)}): one of the two clocks is wrong, or the date is.`;
}

function aroundWords({ isTidied }: SignedShare): string {
  return isTidied === true
    ? 'Something stands around the card that does not belong to it, such as a greeting, spaces or blank lines: only what was signed is shown here.'
    : '';
}

function sentences(...all: readonly string[]): string {
  return all.filter((one) => one !== '').join(' ');
}

function faultWords({ state, kind, reason }: FaultyShare): VerdictWords {
  const changed = state === 'changed';
  const isOther = reason === 'not-a-share';
  return {
    headline: changed ? 'Changed' : isOther ? 'Not a summary of this program' : 'Not readable',
    explanation: reasonWords[reason],
    whatToDo: changed
      ? 'Do not rely on it. Ask the patient for a new one.'
      : isOther
        ? 'Nothing can be said about it here. If it should be a summary, ask for the file again.'
        : 'Ask for the file again, or for a sharper picture, and check that.',
    facts: kind === undefined ? [] : [{ name: 'What it is', value: kindWords[kind] }],
    proves: '',
    doesNotProve: '',
  };
}
