import { hasEnded, intervalOf } from '../fhir/partial-date.ts';
import { factsCalled } from '../record/fact.ts';
import { plainValue } from '../record/plain-value.ts';
import { isOrWasSo } from '../record/standing.ts';
import { isTreatmentConsent, rulesIn } from './consent-rules.ts';
import { isTakenBack, isWishInForce, wishKindsOf, type WishEntry } from './wishes.ts';

/** What somebody wants or refuses: resuscitation, blood, or a treatment by its source's name for it. */
export type Stance = { readonly topic: string; readonly isRefused: boolean };

/** What is read of a wish to compare it with others. */
export type ComparedWish = WishEntry & { readonly date?: string };

/** What a wish or a consent says for or against, whether it is in force or not. */
export function stancesOf(entry: ComparedWish): Stance[] {
  const kinds = wishKindsOf(entry);
  const rules = rulesIn(entry.facts);
  const found: Stance[] = [
    ...(kinds.includes('not-for-resuscitation') ? [refused(resuscitation)] : []),
    ...(kinds.includes('for-resuscitation') ? [{ topic: resuscitation, isRefused: false }] : []),
    ...(kinds.includes('refuses-blood') ? [refused(blood)] : []),
    ...rules.map(({ what, isRefused }) => ({ topic: topicOf(what), isRefused })),
  ];
  return found.filter(
    (one, at) =>
      at ===
      found.findIndex(({ topic, isRefused }) => topic === one.topic && isRefused === one.isRefused),
  );
}

const resuscitation = 'resuscitation';
const blood = 'blood';

function refused(topic: string): Stance {
  return { topic, isRefused: true };
}

function topicOf(what: string): string {
  if (/resus|\bCPR\b/i.test(what)) return resuscitation;
  if (/\bblood\b|transfus/i.test(what)) return blood;
  return what
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether an entry may be compared: a wish, or a consent to treatment. */
export function saysForOrAgainst(entry: ComparedWish): boolean {
  const isConsent = entry.resourceType === 'Consent' && isTreatmentConsent(entry.facts);
  return (isConsent || wishKindsOf(entry).length > 0) && stancesOf(entry).length > 0;
}

/** Two wishes that cannot both hold, or one that was taken back at the time of the other or after it. */
export type Disagreement<Wish> = { readonly about: string; readonly wishes: readonly [Wish, Wish] };

/**
 * Where wishes contradict each other: of each thing the newest that wants it and the newest that refuses it, and what is
 * in force beside a newer one of its kind that was taken back.
 * @param moment ISO 8601: what was meant for a time before it is over
 */
export function disagreements<Wish>(
  wishes: readonly Wish[],
  read: (wish: Wish) => ComparedWish,
  moment: string | undefined,
): Disagreement<Wish>[] {
  const newest = wishes
    .map((wish) => ({ wish, entry: read(wish) }))
    .toSorted((a, b) => fromOf(b.entry) - fromOf(a.entry))
    .map((one) => ({ ...one, stances: stancesOf(one.entry) }));
  const standing = newest.filter(({ entry }) => isStandingWish(entry, moment));
  const takenBack = newest.filter(({ entry }) => wasTakenBack(entry));
  const find = (from: typeof newest, { topic, isRefused }: Stance) =>
    from.find(({ stances }) =>
      stances.some((one) => one.topic === topic && one.isRefused === isRefused),
    );
  const topics = new Set(newest.flatMap(({ stances }) => stances.map(({ topic }) => topic)));
  return [...topics].flatMap((topic) => {
    const yes = find(standing, { topic, isRefused: false });
    const no = find(standing, { topic, isRefused: true });
    const found: Disagreement<Wish>[] = [];
    if (yes !== undefined && no !== undefined && yes !== no) {
      found.push({ about: topic, wishes: inOrder(yes, no) });
    }
    for (const one of [yes, no]) {
      if (one === undefined) continue;
      const back = find(takenBack, { topic, isRefused: one === no });
      if (back === undefined || back === one || isBefore(back.entry, one.entry)) continue;
      found.push({ about: topic, wishes: [back.wish, one.wish] });
    }
    return found;
  });
}

type Read<Wish> = { readonly wish: Wish; readonly entry: ComparedWish };

/** The newer one first. */
function inOrder<Wish>(one: Read<Wish>, other: Read<Wish>): readonly [Wish, Wish] {
  return fromOf(one.entry) >= fromOf(other.entry) ? [one.wish, other.wish] : [other.wish, one.wish];
}

function fromOf({ date }: ComparedWish): number {
  return intervalOf(date)?.from ?? Number.MIN_SAFE_INTEGER;
}

function isBefore(one: ComparedWish, other: ComparedWish): boolean {
  const [first, second] = [intervalOf(one.date), intervalOf(other.date)];
  return first !== undefined && second !== undefined && first.to <= second.from;
}

/** Whether a wish holds now, as far as its source says. */
function isStandingWish(entry: ComparedWish, moment: string | undefined): boolean {
  if (!isWishInForce(entry) || isTakenBack(entry)) return false;
  const ends = factsCalled(entry.facts, 'end').map(({ value }) => plainValue(value));
  return !ends.some((end) => hasEnded(end, moment));
}

/** Types whose status is that of the record of it, not of the wish. */
const recordedOnly: ReadonlySet<string> = new Set(['Observation', 'Procedure']);

/** Statuses of what held once and was ended by somebody: what was turned down or replaced by another is none of these. */
const endedBySomebody: ReadonlySet<string> = new Set([
  'cancelled',
  'ended',
  'inactive',
  'resolved',
  'revoked',
  'stopped',
]);

/** Whether a wish that once held was withdrawn, by its status or by what its source calls it. */
export function wasTakenBack(entry: ComparedWish): boolean {
  const { status = '' } = entry;
  if (!isOrWasSo(entry) || stancesOf(entry).length === 0) return false;
  if (isTakenBack(entry)) return true;
  return !recordedOnly.has(entry.resourceType) && endedBySomebody.has(status.toLowerCase());
}
