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
  examplesAmong,
  noteTelling,
  nothingTold,
  numberIn,
  type TellingApart,
  type Traits,
} from './tell-apart.ts';
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
  readonly told: TellingApart;
};

/** One of several people whom files are about. */
export type PersonThere = {
  /** Names the person among those of the same files. */
  readonly id: string;
  readonly header: PersonHeader;
  readonly traits: Traits;
  /** What belongs to them, by its place among all resources. */
  readonly entries: ReadonlySet<number>;
};

export function noPeopleGathered(): PeopleGathered {
  return { gathered: nothingGathered(), headers: new Map(), told: nothingTold() };
}

export function gatherPeople(
  { gathered, headers, told }: PeopleGathered,
  resources: Iterable<Belonging>,
): void {
  for (const one of resources) {
    if (one.resource.resourceType === 'Patient') {
      headers.set(gathered.rows.length, personOf(one.resource));
    }
    noteTelling(told, gathered.rows.length, one.resource);
    addBelonging(gathered, one);
  }
}

/**
 * The people whom files are about, each once.
 * @throws file-several-people where two of them go by the same id, so that nobody can tell whose an entry is
 */
export function peopleThere({ gathered, headers, told }: PeopleGathered): PersonThere[] {
  const people: PersonThere[] = [];
  for (const compartment of compartmentsOf(gathered)) {
    const found = personThere(compartment, headers, told);
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
  told: TellingApart,
): PersonThere {
  const [first = nobodyNamed, ...others] = patients.flatMap((place) => headers.get(place) ?? []);
  if (others.some((other) => differencesBetween(first, other).length > 0)) {
    throw new AppError('file-several-people');
  }
  const [traits] = patients.flatMap((place) => told.traits.get(place) ?? []);
  const number = traits?.number ?? numberIn(names[0] ?? '');
  return {
    id: names[0] ?? `#${String(patients[0])}`,
    header: first,
    traits: { ...traits, ...defined({ number }) },
    entries,
  };
}

/** The same, for the person at the screen to choose from. */
export function toChooseFrom(
  people: readonly PersonThere[],
  here: PersonHeader | undefined,
  told: TellingApart,
): PersonInFile[] {
  return people.map(({ id, header, traits, entries }, at) => {
    const others = people.filter((_other, place) => place !== at);
    const isTold = isNamed(header) && !others.some((other) => looksLike(other.header, header));
    return {
      id,
      name: header.name,
      ...defined({ birthDate: header.birthDate }),
      entries: entries.size,
      fits: fitOf(here, header),
      ...(isTold
        ? {}
        : {
            unclear: {
              ...traits,
              ...defined({ nhsNumber: header.nhsNumber }),
              examples: examplesAmong(entries, told),
            },
          }),
    };
  });
}

/** Whether nobody can tell these two by name and date of birth. */
function looksLike(one: PersonHeader, other: PersonHeader): boolean {
  const [date, another] = [one.birthDate, other.birthDate];
  const isDateTelling = date !== undefined && another !== undefined && date !== another;
  return one.name === other.name && !isDateTelling;
}

function fitOf(here: PersonHeader | undefined, there: PersonHeader): PersonInFile['fits'] {
  if (here === undefined || !isNamed(there)) return 'unknown';
  return differencesBetween(here, there).length === 0 ? 'same' : 'differs';
}
