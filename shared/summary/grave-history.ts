import { wordsOfTitle } from './all-words.ts';
import type { Description } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { isOrWasSo } from '../record/standing.ts';
import { graveHistories, type GraveHistory, type GraveNames } from './grave-history-names.ts';
import { listed, plainWords } from './plain-words.ts';
import { remembered } from '../base/remembered.ts';

type Named = {
  readonly kind: GraveHistory;
  readonly phrase: string;
  readonly beside: readonly string[] | undefined;
};

const histories: readonly (readonly [GraveHistory, GraveNames])[] = Object.entries(
  graveHistories,
).map(([kind, names]) => [kind as GraveHistory, names]); // its keys

const named: readonly Named[] = histories.flatMap(([kind, { names, beside }]) =>
  listed(names).map((phrase) => ({
    kind,
    phrase: ` ${phrase} `,
    beside: beside === undefined ? undefined : listed(beside),
  })),
);

const snomed = 'http://snomed.info/sct';
const kindByCode = new Map<string, GraveHistory>(
  histories.flatMap(([kind, names]) =>
    listed(names.snomed).map((code) => [`${snomed}|${code}`, kind] as const),
  ),
);
const icd10 = histories.flatMap(([kind, names]) =>
  listed(names.icd10 ?? '').map((beginning) => ({ kind, beginning })),
);

/** Words before a name that say that it is not so, or somebody else's. */
const denied =
  /\b(?:no|not|never|without|denies|denied|negative for|exclude[ds]?|absence of|risk of|at risk|family|fh|mother|father|brother|sister|aunt|uncle|parent|sibling|child with|screen(?:ing)?(?: for)?|test(?:ing|ed)? for|awaiting|waiting list for|candidate for|assessment for|referral (?:to|for)|vaccin\w+|suspected|possible|query|prevention of)\b[^.;]{0,40}$/;
/** The same after it. */
const deniedAfter =
  /^[^.;]{0,30}\b(?:trait|carrier|screen(?:ing)?|test(?:ing)?|excluded|ruled out|unlikely|not confirmed|negative|donor|counselling|leaflet|clinic|assessment|waiting list|candidate|rejected as)\b/;

/**
 * The kind of grave history that these words or codes name: what a clinician must know before anything is done.
 * `undefined` where they name none.
 * @param words what its source calls it
 * @param codes its codings, `system|code`
 */
export function graveHistoryIn(words: string, codes: readonly string[]): GraveHistory | undefined {
  const byCode = codes.map(kindOfCode).find((kind) => kind !== undefined);
  if (byCode !== undefined) return byCode;
  return kindInWords(words);
}

const kindInWords = remembered((words): GraveHistory | undefined => {
  const text = plainWords(words);
  return named.find(({ phrase, beside }) => {
    const at = text.indexOf(phrase);
    if (at < 0) return false;
    if (beside !== undefined && !beside.some((one) => text.includes(` ${one} `))) return false;
    return !denied.test(text.slice(0, at)) && !deniedAfter.test(text.slice(at + phrase.length - 1));
  })?.kind;
});

/** ICD-10-PCS shares the name and no code. @see https://terminology.hl7.org/CodeSystem-icd10PCS.html */
const ofProcedures = /cms\.gov\/medicare\/coding\/icd-?10|pcs/i;

function kindOfCode(coding: string): GraveHistory | undefined {
  const known = kindByCode.get(coding);
  if (known !== undefined) return known;
  const [system = '', code = ''] = coding.split('|');
  if (!/icd-?10/i.test(system) || ofProcedures.test(system)) return undefined;
  const plain = code.replace('.', '');
  return icd10.find(({ beginning }) => plain.startsWith(beginning))?.kind;
}

/** The grave history that an entry names, whatever became of it; `undefined` where it was refuted or an error. */
export function graveHistoryOf(
  entry: Pick<Description, 'title' | 'codes' | 'standing' | 'facts'>,
): GraveHistory | undefined {
  if (!isOrWasSo(entry)) return undefined;
  return graveHistoryIn(wordsOfTitle(entry), mainCodesOf(entry));
}
