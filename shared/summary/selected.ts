import { defined } from '../base/defined.ts';
import type { EntryCard, EntryKey } from '../record/card.ts';
import { isCritical } from '../record/fact.ts';
import { contentOf } from './likeness.ts';
import type { LeftOutRule } from '../words/left-out-rule.ts';

/** An entry of a section that is not in it, and why. */
export type LeftOut = {
  readonly key: EntryKey;
  readonly rule: LeftOutRule;
  /** The entry that says the same; a later step may have left that one out as well. */
  readonly of?: EntryKey;
  /** There is a newer one of the same thing. */
  readonly isOlder?: true;
  /** Of a result that its section has no room for: that it is marked as not usual. */
  readonly marked?: 'critical' | 'abnormal';
};

/** What a section takes, in the order in which it is read, and what becomes of everything else that belongs to it. */
export type Selected = { readonly cards: readonly EntryCard[]; readonly left: readonly LeftOut[] };

/** A step that takes every entry. */
export function everything(cards: readonly EntryCard[]): Selected {
  return { cards, left: [] };
}

/** A step that takes no entry, for one reason. */
export function nothingOf(cards: readonly EntryCard[], rule: LeftOutRule): Selected {
  return { cards: [], left: cards.map(({ key }) => ({ key, rule })) };
}

/**
 * One step after the other: what the second leaves out is added to what the first left out. What repeats an entry that
 * the second leaves out is left out as that entry is: nothing that is in says the same.
 */
export function inSteps(
  first: Selected,
  second: (cards: readonly EntryCard[]) => Selected,
): Selected {
  const next = second(first.cards);
  const reasons = new Map(next.left.map((one) => [one.key, one]));
  const left = first.left.map((one) => {
    const reason = one.of === undefined ? undefined : reasons.get(one.of);
    return reason === undefined ? one : { ...reason, key: one.key };
  });
  return { cards: next.cards, left: [...left, ...next.left] };
}

/** Several steps side by side, each with entries of its own: what they take stands in the order in which they are given. */
export function together(...parts: readonly Selected[]): Selected {
  return {
    cards: parts.flatMap(({ cards }) => cards),
    left: parts.flatMap(({ left }) => left),
  };
}

/** Of entries that say the same, the first; the others repeat it, or are the same from another source. */
export function eachOnce(
  cards: readonly EntryCard[],
  likenessOf: (card: EntryCard) => string,
): Selected {
  const first = new Map<string, EntryCard>();
  const left: LeftOut[] = [];
  for (const card of cards) {
    const likeness = likenessOf(card);
    const shown = first.get(likeness);
    if (shown === undefined) first.set(likeness, card);
    else left.push({ key: card.key, rule: ruleBeside(card, shown), of: shown.key });
  }
  return { cards: [...first.values()], left };
}

function ruleBeside({ sourceId }: EntryCard, shown: EntryCard): LeftOutRule {
  return sourceId === shown.sourceId ? 'repeats-another' : 'shown-once';
}

/**
 * The first of each kind, newest first as they are given: the others are older. What is dated alike and says something
 * else is not older: it stays.
 */
export function newestOfEach(
  cards: readonly EntryCard[],
  kindOf: (card: EntryCard) => string,
): Selected {
  const newest = new Map<string, EntryCard[]>();
  const kept: EntryCard[] = [];
  const left: LeftOut[] = [];
  for (const card of cards) {
    const kind = kindOf(card);
    const shown = newest.get(kind) ?? [];
    if (shown.length > 0 && shown[0]?.date !== card.date) {
      left.push({ key: card.key, rule: 'beyond-section', isOlder: true });
      continue;
    }
    const same = shown.find((one) => contentOf(one) === contentOf(card));
    if (same !== undefined) {
      left.push({ key: card.key, rule: ruleBeside(card, same), of: same.key });
    } else {
      kept.push(card);
      newest.set(kind, [...shown, card]);
    }
  }
  return { cards: kept, left };
}

/** No more than so many. */
export function atMost(cards: readonly EntryCard[], most: number): Selected {
  const beyond = cards.slice(most).map((card) => ({
    key: card.key,
    rule: 'beyond-section' as const,
    ...defined({ marked: markOf(card) }),
  }));
  return { cards: cards.slice(0, most), left: beyond };
}

function markOf({ resourceType, flag, facts }: EntryCard): LeftOut['marked'] {
  const found = [flag, ...facts.map((fact) => fact.flag)].filter((one) => one !== undefined);
  if (resourceType !== 'Observation' || found.length === 0) return undefined;
  return found.some(isCritical) ? 'critical' : 'abnormal';
}
