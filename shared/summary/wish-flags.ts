import { hasEnded } from '../fhir/partial-date.ts';
import { objectOf, textOf } from '../fhir/resource.ts';
import { rulesIn } from './consent-rules.ts';
import {
  dateOf,
  notableStatus,
  type FlagContext,
  type FlagEntry,
  type RedFlag,
} from './red-flag.ts';
import { kindInWords, refusedIn, sayRefusal } from './wish-details.ts';
import { disagreements } from './wish-stances.ts';
import { isTakenBack, isWishInForce } from './wishes.ts';

/** Wishes that contradict each other, then those that stand: what each is called, its kind, what is refused, its date. */
export function wishFlags(entries: readonly FlagEntry[], context: FlagContext): RedFlag[] {
  return [
    ...disagreementFlags(entries, context),
    ...entries.flatMap((one) => standingFlag(one, context)),
  ];
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
  const title = said.title ?? said.kind;
  const named = (isRefused: boolean) =>
    rulesIn(entry.facts).flatMap((rule) => (rule.isRefused === isRefused ? rule.what : []));
  const [refused, allowed] = [named(true), named(false)];
  const isRuled = refused.length + allowed.length > 0;
  const value = resource.resourceType === 'Observation' ? said.value : undefined;
  const more = [
    ...(isRuled ? [] : kindInWords(wishIn(one), words)),
    ...(value === undefined ? [] : [value]),
    ...(refused.length > 0 ? [words.refuses(refused)] : []),
    ...(allowed.length > 0 ? [words.allows(allowed)] : []),
    ...(isWishInForce(wishIn(one)) ? [] : notableStatus(entry, words)),
    ...(entry.date === undefined ? [words.noDate] : dateOf(entry, words)),
  ];
  return `${title} (${more.filter((part) => part !== title).join('; ')})`;
}

function standingFlag(one: FlagEntry, { words, issued }: FlagContext): RedFlag[] {
  const { resource, entry, said } = one;
  const wish = wishIn(one);
  if (said.title === undefined || !isWishInForce(wish) || isTakenBack(entry)) return [];
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
  const more = [
    ...kindInWords(wish, words),
    ...(value === undefined ? [] : [value]),
    ...(refused.length > 0 ? [words.refuses(refused)] : []),
    // Without a refusal, a consent is told only by what it agrees to.
    ...(refused.length === 0 && allowed.length > 0 ? [words.allows(allowed)] : []),
    ...policy,
    ...dateOf(entry, words),
  ];
  return [{ kind: 'wishes', title: said.title, more: more.filter((part) => part !== said.title) }];
}
