import { AppError } from '../../../shared/base/error.ts';
import { defined } from '../../../shared/base/defined.ts';
import { compartmentsOf, type Compartment } from '../../../shared/fhir/compartments.ts';
import {
  addBelonging,
  nothingGathered,
  type Belonging,
  type Belongings,
} from '../../../shared/fhir/patient-compartment.ts';
import type { PersonInFile } from '../api/files.ts';
import type { PersonHeader } from '../api/people.ts';
import {
  areSurelyOne,
  differencesBetween,
  isNamed,
  nobodyNamed,
  personOf,
} from '../record/person.ts';

/** What files say of several people, gathered a resource at a time. */
export type PeopleGathered = {
  readonly gathered: Belongings;
  /** Each `Patient`, by its place among all resources. */
  readonly headers: Map<number, PersonHeader>;
};

/** One of several people whom files are about. */
export type PersonThere = {
  /** Names the person among those of the same files. */
  readonly id: string;
  readonly header: PersonHeader;
  /** What belongs to them, by its place among all resources. */
  readonly entries: ReadonlySet<number>;
};

export function noPeopleGathered(): PeopleGathered {
  return { gathered: nothingGathered(), headers: new Map() };
}

export function gatherPeople(
  { gathered, headers }: PeopleGathered,
  resources: Iterable<Belonging>,
): void {
  for (const one of resources) {
    if (one.resource.resourceType === 'Patient') {
      headers.set(gathered.rows.length, personOf(one.resource));
    }
    addBelonging(gathered, one);
  }
}

/**
 * The people whom files are about, each once.
 * @throws file-several-people where two of them go by the same id, so that nobody can tell whose an entry is
 */
export function peopleThere({ gathered, headers }: PeopleGathered): PersonThere[] {
  const people: PersonThere[] = [];
  for (const compartment of compartmentsOf(gathered)) {
    const found = personThere(compartment, headers);
    const at = people.findIndex(({ header }) => areSurelyOne(header, found.header));
    const before = people[at];
    if (before === undefined) people.push(found);
    else people[at] = { ...before, entries: new Set([...before.entries, ...found.entries]) };
  }
  return people;
}

function personThere(
  { names, patients, entries }: Compartment,
  headers: PeopleGathered['headers'],
): PersonThere {
  const [first = nobodyNamed, ...others] = patients.flatMap((place) => headers.get(place) ?? []);
  if (others.some((other) => differencesBetween(first, other).length > 0)) {
    throw new AppError('file-several-people');
  }
  return { id: names[0] ?? `#${String(patients[0])}`, header: first, entries };
}

/** The same, for the person at the screen to choose from. */
export function toChooseFrom(
  people: readonly PersonThere[],
  here: PersonHeader | undefined,
): PersonInFile[] {
  return people.map(({ id, header, entries }) => ({
    id,
    name: header.name,
    ...defined({ birthDate: header.birthDate }),
    entries: entries.size,
    fits: fitOf(here, header),
  }));
}

function fitOf(here: PersonHeader | undefined, there: PersonHeader): PersonInFile['fits'] {
  if (here === undefined || !isNamed(there)) return 'unknown';
  return differencesBetween(here, there).length === 0 ? 'same' : 'differs';
}
