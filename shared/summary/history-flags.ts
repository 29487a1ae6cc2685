import { codesOf } from '../fhir/concept.ts';
import { intervalOf } from '../fhir/partial-date.ts';
import { dueDateCodes } from '../fhir/pregnancy-codes.ts';
import { objectOf, textOf } from '../fhir/resource.ts';
import { mainCodesOf } from '../record/describe.ts';
import { isOrWasSo, isStanding } from '../record/standing.ts';
import { wordsOfTitle } from './all-words.ts';
import { graveHistoryOf } from './grave-history.ts';
import { isImplant, isImplantation } from './device-and-procedure-names.ts';
import { byNewestDate, isPregnant, pregnancyOf } from './pregnancy.ts';
import { contrariesOfFlagged } from './red-flag-contraries.ts';
import {
  dateOf,
  notableStatus,
  type FlagContext,
  type FlagEntry,
  type RedFlag,
} from './red-flag.ts';
import { sayContrary } from './say-contrary.ts';

/** Severe and life-threatening histories, whether they go on or not. */
export function historyFlags(entries: readonly FlagEntry[], { words }: FlagContext): RedFlag[] {
  const contraries = contrariesOfFlagged(entries);
  return entries.flatMap((one): RedFlag[] => {
    const { entry, said } = one;
    if (said.title === undefined || graveHistoryOf(entry) === undefined) return [];
    if (entry.category === 'procedures' && isImplantation(wordsOfTitle(entry), mainCodesOf(entry)))
      return [];
    const contrary = contraries.get(one);
    const more = [
      ...notableStatus(entry, words),
      ...dateOf(entry, words),
      ...(contrary === undefined ? [] : [sayContrary(contrary, { of: entry, words })]),
    ];
    return [{ kind: 'history', title: said.title, more, about: wordsOfTitle(entry).toLowerCase() }];
  });
}

/** Devices inside the body, with what is known of them in a scanner, and operations that put one in. */
export function implantFlags(entries: readonly FlagEntry[], { words }: FlagContext): RedFlag[] {
  const devices = entries.filter(
    ({ resource, entry }) =>
      resource.resourceType.startsWith('Device') &&
      isStanding(entry) &&
      isImplant(wordsOfTitle(entry)),
  );
  const operations = entries.filter(
    ({ resource, entry }) =>
      resource.resourceType === 'Procedure' &&
      isOrWasSo(entry) &&
      isImplantation(wordsOfTitle(entry), mainCodesOf(entry)),
  );
  return [...devices, ...operations].flatMap((one): RedFlag[] => {
    const { entry, said } = one;
    if (said.title === undefined) return [];
    // That it was taken out often stands in a note alone.
    const told = said.facts.filter(({ is }) => is === 'end' || is === 'note');
    const more = [
      ...safetyOf(one),
      ...notableStatus(entry, words),
      ...dateOf(entry, words),
      ...told.map(({ name, value }) => words.labelled(name, value)),
    ];
    return [{ kind: 'implant', title: said.title, more }];
  });
}

/** "MR Unsafe", in its source's words: on the device itself, which a statement of its use points to. */
function safetyOf({ resource, resolve }: FlagEntry): string[] {
  const reference = textOf(objectOf(resource['device'])?.['reference']);
  const device = reference === undefined ? resource : (resolve(reference) ?? resource);
  return [device['safety']].flat().flatMap((safety) => {
    const words = textOf(objectOf(safety)?.['text']);
    const displays = [objectOf(safety)?.['coding']]
      .flat()
      .flatMap((coding) => textOf(objectOf(coding)?.['display']) ?? []);
    return words ?? displays[0] ?? codesOf(safety)[0] ?? [];
  });
}

/** In days: longer ago than this nobody is pregnant any more. */
const longest = 300;
/** So many days after the expected date it is over. */
const afterDue = 42;
const day = 24 * 60 * 60 * 1000;

/** A pregnancy that can still be going on when the summary was made, with its due date. */
export function pregnancyFlags(
  entries: readonly FlagEntry[],
  { words, issued }: FlagContext,
): RedFlag[] {
  const now = intervalOf(issued)?.from;
  const about = byNewestDate(entries.filter(({ entry }) => pregnancyOf(entry) !== undefined));
  const due = about.find(({ entry }) => mainCodesOf(entry).some((code) => dueDateCodes.has(code)));
  const status = about.find(({ entry }) => pregnancyOf(entry) === 'status');
  const dueDate = due === undefined ? undefined : dateValue(due.entry.value);
  const isOver = (date: string | undefined, days: number) => {
    const end = intervalOf(date)?.to;
    return now !== undefined && end !== undefined && end + days * day < now;
  };
  if (isOver(dueDate, afterDue) || status === undefined || !isPregnant(status.entry)) {
    const isOpen = status === undefined && dueDate !== undefined && !isOver(dueDate, afterDue);
    return isOpen
      ? [{ kind: 'pregnancy', title: words.expectedDelivery(words.date(dueDate)), more: [] }]
      : [];
  }
  if (dueDate === undefined && isOver(status.entry.date, longest)) return [];
  const { entry, said } = status;
  const expected = dueDate === undefined ? [] : [words.expectedDelivery(words.date(dueDate))];
  return [
    {
      kind: 'pregnancy',
      title: said.value ?? said.title ?? '',
      more: [...dateOf(entry, words), ...expected],
    },
  ];
}

function dateValue(value: FlagEntry['entry']['value']): string | undefined {
  return typeof value === 'object' && 'date' in value ? value.date : undefined;
}
