import { formatDate } from '../fhir/partial-date.ts';
import { fingerprintWords } from './signing-key.ts';
import type { FaultyShare, ShareKind, Verdict, VerdictReason } from './verdict.ts';

/** One named thing to read about a share: `{ name: 'Use until', value: '6 December 2026' }`. */
export type VerdictFact = { readonly name: string; readonly value: string };

/** What a person reads about a checked share, on the viewer's page, in the program and in the terminal. */
export type VerdictWords = {
  /** "Unchanged", "Past its end", "Changed", "Not readable". */
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
  'not-a-share': 'It is no summary that this program makes.',
};

/** Puts a verdict into plain words. */
export function verdictWords(verdict: Verdict): VerdictWords {
  return 'reason' in verdict ? faultWords(verdict) : signedWords(verdict);
}

function signedWords(share: Exclude<Verdict, FaultyShare>): VerdictWords {
  const until =
    share.until === undefined ? 'no end date is written in it' : formatDate(share.until);
  const author = share.madeBy ?? 'no name is written in it';
  return {
    ...(share.state === 'unchanged'
      ? {
          headline: 'Unchanged',
          explanation:
            share.until === undefined
              ? 'It is as it was made.'
              : `It is as it was made, and meant to be used until ${until}.`,
          whatToDo: 'Each entry says where it came from. Ask the patient where something matters.',
        }
      : {
          headline: 'Past its end',
          explanation: `It is as it was made, but it was meant to be used until ${until}.`,
          whatToDo: 'Ask the patient for a newer one: things may have changed since.',
        }),
    facts: [
      { name: 'What it is', value: kindWords[share.kind] },
      { name: 'Made by (as written in it)', value: author },
      {
        name: 'Made on',
        value: share.issued === undefined ? 'no date is written in it' : formatDate(share.issued),
      },
      { name: 'Meant to be used until', value: until },
      { name: 'Key that signed it', value: fingerprintWords(share.keyThumbprint) },
    ],
    proves:
      'The signature shows that nothing in it was altered since the program that holds this key made it.',
    doesNotProve:
      'It does not show who that was, nor that the content is right or complete: the key is the one inside it, and anybody can make a key and write any name. Where the key is the same as in an earlier summary, both were made with the same key.',
  };
}

function faultWords({ state, kind, reason }: FaultyShare): VerdictWords {
  const changed = state === 'changed';
  return {
    headline: changed ? 'Changed' : 'Not readable',
    explanation: reasonWords[reason],
    whatToDo: changed
      ? 'Do not rely on it. Ask the patient for a new one.'
      : 'Ask for the file again, or for a sharper picture, and check that.',
    facts: kind === undefined ? [] : [{ name: 'What it is', value: kindWords[kind] }],
    proves: '',
    doesNotProve: '',
  };
}
