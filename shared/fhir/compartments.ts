import { isByIdentifier, type Belongings, type Row } from './patient-compartment.ts';

/** Somebody whom resources are about. */
export type Compartment = {
  /** What the resources call them, as `Type/id` or an address. */
  readonly names: readonly string[];
  /** Where their `Patient` stands among all resources; nowhere where only others speak of them. */
  readonly patients: readonly number[];
  /** What belongs to them, by its place among all resources: what is about them, and what that refers to. */
  readonly entries: ReadonlySet<number>;
};

type Person = { readonly names: number[]; readonly patients: number[] };
type People = { readonly all: readonly Person[]; readonly byName: ReadonlyMap<number, number> };

/** The owner of what is about several people at once and cannot be told apart: a list of them, say. */
const several = -1;

/** The people whom resources are about, in the order in which they are first named, each with what belongs to them. */
export function compartmentsOf({ numbers, rows }: Belongings): Compartment[] {
  const references = [...numbers.keys()];
  const people = peopleIn(rows, references);
  const places = placesOf(rows);
  const owners = withMadeOf(rows, places, ownersOf(rows, people.byName));
  const own = people.all.map((): number[] => []);
  for (const [place, whose] of owners.entries()) {
    for (const person of whose) own[person]?.push(place);
  }
  return people.all.map(({ names, patients }, person) => ({
    names: names.map((name) => references[name] ?? ''),
    patients,
    entries: withWhatTheyReferTo(own[person] ?? [], { rows, owners, places }),
  }));
}

function peopleIn(rows: readonly Row[], references: readonly string[]): People {
  const byName = new Map<number, number>();
  const all: Person[] = [];
  const identified = new Map<number, Set<number>>();
  for (const [place, { type, names }] of rows.entries()) {
    if (type !== 'Patient') continue;
    const own = names.filter((name) => !isByIdentifier(references[name] ?? ''));
    const known = own.map((name) => byName.get(name)).find((person) => person !== undefined);
    const person = known ?? all.push({ names: [], patients: [] }) - 1;
    all[person]?.patients.push(place);
    for (const name of own.filter((one) => !byName.has(one))) {
      byName.set(name, person);
      all[person]?.names.push(name);
    }
    for (const name of names.filter((one) => !own.includes(one))) {
      identified.set(name, (identified.get(name) ?? new Set()).add(person));
    }
  }
  for (const [name, [person, other]] of identified) {
    if (person !== undefined && other === undefined) byName.set(name, person);
  }
  for (const name of rows.flatMap(({ about }) => about)) {
    if (byName.has(name) || !/^Patient[/?]/.test(references[name] ?? '')) continue;
    byName.set(name, all.push({ names: [name], patients: [] }) - 1);
  }
  return { all, byName };
}

/** Whose each resource is by what it says itself: whom it is about, else whom it names at all. */
function ownersOf(rows: readonly Row[], byName: People['byName']): (readonly number[])[] {
  const peopleOf = (names: readonly number[]) => [
    ...new Set(names.flatMap((name) => byName.get(name) ?? [])),
  ];
  return rows.map(({ type, names, about, points }) => {
    if (type === 'Patient') return peopleOf(names);
    const said = peopleOf(about);
    const whose = said.length > 0 ? said : peopleOf(points);
    return type === 'Group' && whose.length > 1 ? [several] : whose;
  });
}

/** What names nobody, and points to the entries of one person, is theirs: where they come from, or a list of them. */
function withMadeOf(
  rows: readonly Row[],
  places: ReadonlyMap<number, readonly number[]>,
  owners: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  return owners.map((whose, place) => {
    if (whose.length > 0) return whose;
    const pointed = rows[place]?.points.flatMap((name) => places.get(name) ?? []) ?? [];
    const those = new Set(pointed.flatMap((other) => owners[other] ?? []));
    return those.size > 1 ? [several] : [...those];
  });
}

/** Where what is called so stands. */
function placesOf(rows: readonly Row[]): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (const [place, { names }] of rows.entries()) {
    for (const name of names) {
      const those = places.get(name);
      if (those === undefined) places.set(name, [place]);
      else those.push(place);
    }
  }
  return places;
}

type Found = {
  readonly rows: readonly Row[];
  readonly owners: readonly (readonly number[])[];
  readonly places: ReadonlyMap<number, readonly number[]>;
};

/** With who treated, where, with what: of all that is referred to, only what is nobody's own. */
function withWhatTheyReferTo(own: readonly number[], { rows, owners, places }: Found): Set<number> {
  const entries = new Set(own);
  // A set goes on to what is added to it meanwhile.
  for (const place of entries) {
    for (const name of rows[place]?.points ?? []) {
      for (const other of places.get(name) ?? []) {
        if (owners[other]?.length === 0) entries.add(other);
      }
    }
  }
  return entries;
}
