import { distinct } from '../base/distinct.ts';
import { hasEnded } from '../fhir/partial-date.ts';
import { objectOf, textOf } from '../fhir/resource.ts';
import type { WishKind } from '../words/wish-kind.ts';
import { rulesIn } from './consent-rules.ts';
import {
  dateOf,
  notableStatus,
  type FlagContext,
  type FlagEntry,
  type RedFlag,
} from './red-flag.ts';
import { speaksOfResuscitation, upToWord } from './plan-sentences.ts';
import { answersOfWishes, kindInWords, refusedIn, sayRefusal } from './wish-details.ts';
import { wordsOfTitle } from './all-words.ts';
import { talkOfWish } from './wish-names.ts';
import { disagreements, stancesOf, type ComparedWish } from './wish-stances.ts';
import { openingOf, treatmentQuotesOf } from './plan-texts.ts';
import {
  isTakenBack,
  isWishInForce,
  resuscitationKinds,
  saysAWish,
  wishKindsOf,
} from './wishes.ts';

/** Wishes that contradict each other, then those that stand: what each is called, its kind, what is refused, its date. */
export function wishFlags(entries: readonly FlagEntry[], context: FlagContext): RedFlag[] {
  return [
    ...disagreementFlags(entries, context),
    ...inOrderOfWords(entries.flatMap((one) => standingFlag(one, context))),
  ];
}

type StandingFlag = RedFlag & { readonly tells: 'resuscitation' | 'words' | 'title' };

const ofResuscitation: ReadonlySet<WishKind> = new Set(resuscitationKinds);

/** So much of a note stands in a line. */
const longestNote = 200;

const orderOfWords = ['resuscitation', 'words', 'title'] as const;

/** What says something of resuscitation first, and what has only a title last; otherwise as they come. */
function inOrderOfWords(flags: readonly StandingFlag[]): RedFlag[] {
  return orderOfWords.flatMap((one) =>
    flags.flatMap(({ tells, ...flag }) => (tells === one ? [flag] : [])),
  );
}

function disagreementFlags(
  entries: readonly FlagEntry[],
  { words, issued }: FlagContext,
): RedFlag[] {
  const named = entries.filter(({ said }) => said.title !== undefined);
  return disagreements(named, wishIn, issued).map(({ wishes: [newer, other] }) => ({
    kind: 'wishes-disagree',
    title: words.bothSaid(calledBriefly(newer, words), calledBriefly(other, words)),
    more: [],
  }));
}

function wishIn({ entry, resource }: FlagEntry) {
  return { ...entry, resourceType: resource.resourceType };
}

/** "Consent to treatment (Agrees to: Blood transfusion; 1 May 2026)" */
function calledBriefly(one: FlagEntry, words: FlagContext['words']): string {
  const { entry, resource, said } = one;
  const value = resource.resourceType === 'Observation' ? said.value : undefined;
  const title = withValue(said.title ?? said.kind, value, words);
  const named = (isRefused: boolean) =>
    rulesIn(entry.facts).flatMap((rule) => (rule.isRefused === isRefused ? rule.what : []));
  const [refused, allowed] = [named(true), named(false)];
  const isRuled = refused.length + allowed.length > 0;
  const more = [
    ...(isRuled ? [] : kindInWords(wishIn(one), words)),
    ...(refused.length > 0 ? [words.refuses(refused)] : []),
    ...(allowed.length > 0 ? [words.allows(allowed)] : []),
    ...(isWishInForce(wishIn(one)) ? [] : notableStatus(entry, words)),
    ...(entry.date === undefined ? [words.noDate] : dateOf(entry, words)),
  ];
  return `${title} (${more.filter((part) => part !== title).join('; ')})`;
}

/** "Intubation: No": an answer is never parted from what was asked. */
function withValue(title: string, value: string | undefined, words: FlagContext['words']): string {
  return value === undefined || value === title ? title : words.labelled(title, value);
}

function standingFlag(one: FlagEntry, { words, issued }: FlagContext): StandingFlag[] {
  const { resource, entry, said } = one;
  const wish = wishIn(one);
  const answers = answersOfWishes(resource, said, words);
  const called = said.title ?? answers[0];
  if (called === undefined || !isWishInForce(wish) || isTakenBack(entry)) return [];
  const all = refusedIn(resource);
  const standing = all.filter(({ until }) => !hasEnded(until, issued));
  const period = objectOf(resource['period'] ?? resource['effectivePeriod']);
  const ended = textOf(period?.['end']);
  // What was meant for a time that is over is in its section, with that time.
  if (hasEnded(ended, issued) || (all.length > 0 && standing.length === 0)) return [];
  const refused = standing.map((refusal) => sayRefusal(refusal, words));
  const allowed = rulesIn(entry.facts).flatMap(({ what, isRefused }) => (isRefused ? [] : what));
  // Of orders for treatment, the policy that they follow is what they say.
  const policy = said.facts.filter(({ is }) => is === 'policy').map((fact) => fact.value);
  const value = resource.resourceType === 'Observation' ? said.value : undefined;
  // "Advance directive status" says nothing: what it is comes first.
  const isInValue = value !== undefined && saysAWish(value);
  const title = isInValue ? value : (answers[0] ?? withValue(called, value, words));
  const inWords = toldInWords(one, title);
  const isTold =
    inWords.length + refused.length + allowed.length + answers.length > 0 || value !== undefined;
  if (!isTold && isOnlyTalk(wish)) return [];
  const kinds = kindInWords(wish, words);
  const more = [
    ...answers.slice(1),
    ...(isInValue || answers.length > 0 ? [called] : []),
    ...kinds,
    ...inWords.map((one) => words.quoted(one)),
    ...(refused.length > 0 ? [words.refuses(refused)] : []),
    // Without a refusal, a consent is told only by what it agrees to.
    ...(refused.length === 0 && allowed.length > 0 ? [words.allows(allowed)] : []),
    ...policy,
    ...dateOf(entry, words),
  ];
  const isOfResuscitation =
    inWords.some(speaksOfResuscitation) ||
    wishKindsOf(wish).some((one) => ofResuscitation.has(one));
  return [
    {
      kind: 'wishes',
      title,
      more: more.filter((part) => part !== title),
      tells: isOfResuscitation ? 'resuscitation' : isTold ? 'words' : 'title',
    },
  ];
}

/** Whether a title says only that a wish was talked about, and not which. */
function isOnlyTalk(wish: ComparedWish): boolean {
  return talkOfWish.test(wordsOfTitle(wish)) && stancesOf(wish).length === 0;
}

/** What a wish says in the words of its source: of treatments, how it begins, and its notes. */
function toldInWords({ resource, entry, said }: FlagEntry, title: string): string[] {
  const notes = said.facts.filter(({ is }) => is === 'note').map(({ value }) => shortened(value));
  const opening = openingOf(resource, said.title ?? '');
  const others = [...(opening === undefined ? [] : [opening]), ...notes];
  const quotes = treatmentQuotesOf(resource, entry).filter(
    (quote) => ![title, ...others].some((text) => text.includes(quote)),
  );
  return distinct([...quotes, ...others]);
}

function shortened(note: string): string {
  const characters = [...note];
  return characters.length <= longestNote ? note : `${upToWord(characters, longestNote - 1)}…`;
}
