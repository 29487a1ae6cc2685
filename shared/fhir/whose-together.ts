import {
  addBelonging,
  nothingGathered,
  type Belonging,
  type Belongings,
} from './patient-compartment.ts';
import { isPersonal, subjectsOf } from './subject.ts';
import { whoseIs, type Known, type Whose } from './whose.ts';

/*
 * Whose resources are that came together, one by one and then as a whole: where some are about others, what names nobody
 * is no longer believed to be the person's, and what only the others' entries point to, or what was made of them alone,
 * is theirs: a medicine, a scanned letter, a note of where it came from.
 */

/** What was told of resources so far, in the order in which they came. */
export type Together = {
  readonly known: Known;
  readonly gathered: Belongings;
  readonly said: Said[];
};

type Said = {
  readonly whose: Whose;
  /** What it is where others' entries came too. */
  readonly amongOthers: Whose;
  /** It may belong to several people: a doctor, a place, a medicine. */
  readonly isShared: boolean;
};

export function nothingTogether(known: Known): Together {
  return { known, gathered: nothingGathered(), said: [] };
}

/** Adds the next resource. What is known of the people must be known by now. */
export function noteTogether({ known, gathered, said }: Together, one: Belonging): void {
  const whose = whoseIs(one, known);
  const { resourceType } = one.resource;
  const namesNobody = subjectsOf(one.resource).length === 0;
  addBelonging(gathered, one);
  said.push({
    whose,
    amongOthers: namesNobody && whose === 'own' && isPersonal(resourceType) ? 'unclear' : whose,
    isShared: isShared(resourceType, whose, namesNobody),
  });
}

/** Says nothing of the people: a Provenance names what it is about by its target, which is no person. */
function isShared(resourceType: string, whose: Whose, namesNobody: boolean): boolean {
  if (whose !== 'own' || resourceType === 'Patient' || isPersonal(resourceType)) return false;
  return namesNobody || resourceType === 'Provenance' || resourceType === 'AuditEvent';
}

/** Whose each is, by its place among all. */
export function whoseTogether({ gathered: { rows }, said }: Together): readonly Whose[] {
  if (!said.some(({ whose }) => whose === 'other')) return said.map(({ whose }) => whose);
  const places = new Map<number, number[]>();
  for (const [place, { names }] of rows.entries()) {
    for (const name of names) places.set(name, [...(places.get(name) ?? []), place]);
  }
  const pointed = (place: number) =>
    (rows[place]?.points ?? []).flatMap((name) => places.get(name) ?? []);
  const isShared = (place: number) => said[place]?.isShared === true;
  const isOthers = (place: number) => said[place]?.whose === 'other';
  const all = [...said.keys()];
  const madeOfOthers = all.filter((place) => {
    if (!isShared(place)) return false;
    const about = pointed(place).filter((other) => !isShared(other));
    return about.length > 0 && about.every(isOthers);
  });
  const theirs = [...all.filter(isOthers), ...madeOfOthers];
  const reached = reachedFrom(theirs, pointed, isShared);
  const own = all.filter((place) => !reached.has(place));
  const kept = reachedFrom(own, pointed, isShared);
  const made = new Set(madeOfOthers);
  return said.map(({ amongOthers }, place) => {
    if (made.has(place)) return 'other';
    return isShared(place) && reached.has(place) && !kept.has(place) ? 'other' : amongOthers;
  });
}

/** These, and what they point to that may belong to several, on and on. */
function reachedFrom(
  places: readonly number[],
  pointed: (place: number) => readonly number[],
  isShared: (place: number) => boolean,
): ReadonlySet<number> {
  const reached = new Set(places);
  // A set goes on to what is added to it meanwhile.
  for (const place of reached) {
    for (const other of pointed(place)) if (isShared(other)) reached.add(other);
  }
  return reached;
}
