import { hex, sha256, utf8 } from '../../../shared/base/bytes.ts';
import type { SourceNote } from '../../../shared/record/source-note.ts';
import type { Arriving } from '../sources/ingest.ts';
import type { OfOthers, Part } from './part.ts';
import type { TellingApart } from './tell-apart.ts';
import { peopleThere, type PeopleGathered, type PersonThere } from './people-in-file.ts';

/** Files about several people, and the one whose entries are taken out of them. */
export type OneOfSeveral = {
  readonly person: PersonThere;
  /** How many people there are. */
  readonly people: number;
  /** What belongs to anybody, by its place among all resources. */
  readonly owned: ReadonlySet<number>;
};

/** The one of several people whom the person at the screen chose, where there is such a one; else all of them. */
export function chosenOf(
  gathered: PeopleGathered,
  id: string | undefined,
): OneOfSeveral | { readonly all: readonly PersonThere[]; readonly told: TellingApart } {
  const all = peopleThere(gathered);
  const person = all.find((one) => one.id === id);
  if (person === undefined) return { all, told: gathered.told };
  return { person, people: all.length, owned: new Set(all.flatMap(({ entries }) => [...entries])) };
}

/** Of resources that stand at `from` and after it among all, only those of the one; what is left behind is named. */
export function onlyTheirs<Resource extends Arriving>(
  resources: readonly Resource[],
  from: number,
  { person, owned }: OneOfSeveral,
): { readonly resources: readonly Resource[]; readonly left: readonly OfOthers[] } {
  const left: OfOthers[] = [];
  const theirs = resources.filter(({ resource }, at) => {
    const place = from + at;
    if (person.entries.has(place)) return true;
    // What another person has, and how much of each kind, is nothing for this record.
    if (owned.has(place)) left.push({ type: 'entry', reason: 'other-person' });
    else left.push({ type: resource.resourceType, reason: 'of-nobody' });
    return false;
  });
  return { resources: theirs, left };
}

/** Parts of files about several people, less all that is not the one's: a source of its own for each person. */
export async function partsOfOne(parts: readonly Part[], one: OneOfSeveral): Promise<Part[]> {
  const theirs: Part[] = [];
  let from = 0;
  for (const part of parts) {
    const { resources, left } = onlyTheirs(part.resources, from, one);
    from += part.resources.length;
    theirs.push({
      ...part,
      resources,
      hash: await hashOfOne(part.hash, one),
      skipped: [...part.skipped, ...left],
      notes: [...part.notes, oneOfSeveralNote(one)],
    });
  }
  return theirs;
}

/** What stands for a file, as far as it is about the one. */
export async function hashOfOne(hash: string, { person }: OneOfSeveral): Promise<string> {
  return hex(await sha256(utf8(`${hash}\n${person.id}`)));
}

export function oneOfSeveralNote({ people }: OneOfSeveral): SourceNote {
  return { kind: 'one-of-several', people };
}
