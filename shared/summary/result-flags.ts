import { plainWordsOf } from '../fhir/concept.ts';
import { newestFirst } from '../fhir/partial-date.ts';
import { isCritical, type Fact } from '../record/fact.ts';
import { isStanding } from '../record/standing.ts';
import { sayFacts } from '../words/say.ts';
import { areContradictory, isBloodGroup } from './blood-group.ts';
import { dateOf, type FlagContext, type FlagEntry, type RedFlag } from './red-flag.ts';

/** So many stand first; all are in their section. */
const most = 8;

/** Results that their source marks as critical, the newest first, each with the part that is so. */
export function resultFlags(entries: readonly FlagEntry[], { words }: FlagContext): RedFlag[] {
  return entries
    .filter(({ entry }) => isStanding(entry))
    .toSorted((a, b) => newestFirst(a.entry.date, b.entry.date))
    .flatMap(({ entry, said }): RedFlag[] => {
      if (said.title === undefined) return [];
      const title = said.title;
      const date = dateOf(entry, words);
      const parts = entry.facts.filter(
        ({ name, flag }) => name === 'component' && isCritical(flag),
      );
      const told = parts.flatMap((part): RedFlag[] => {
        const [line] = sayFacts({ ...entry, facts: [withoutRange(part)] }, words);
        if (line === undefined || part.flag === undefined) return [];
        const named = part.label === undefined ? line.name : plainWordsOf(part.label);
        return [
          {
            kind: 'critical-result',
            title: `${title}: ${words.labelled(named, line.value)}`,
            more: [words.flags[part.flag], ...date],
          },
        ];
      });
      if (told.length > 0) return told;
      if (!isCritical(entry.flag) || entry.flag === undefined) return [];
      const whole = said.value === undefined ? title : words.labelled(title, said.value);
      return [{ kind: 'critical-result', title: whole, more: [words.flags[entry.flag], ...date] }];
    })
    .slice(0, most);
}

/** That blood groups of one person contradict each other: all of them, the newest first. */
export function bloodGroupFlags(entries: readonly FlagEntry[], { words }: FlagContext): RedFlag[] {
  const groups = entries
    .filter(({ entry }) => isStanding(entry) && isBloodGroup(entry))
    .toSorted((a, b) => newestFirst(a.entry.date, b.entry.date));
  if (!areContradictory(groups.map(({ entry }) => entry.value))) return [];
  const [title = '', ...more] = groups.flatMap(({ entry, said }) =>
    said.value === undefined ? [] : words.bloodGroup(said.value, dateOf(entry, words)[0]),
  );
  return [{ kind: 'blood-groups-differ', title, more }];
}

function withoutRange(fact: Fact): Fact {
  return {
    name: fact.name,
    value: fact.value,
    ...(fact.label === undefined ? {} : { label: fact.label }),
  };
}
