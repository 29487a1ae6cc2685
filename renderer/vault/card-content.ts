import { AppError } from '../../shared/base/error.ts';
import type { TextCardContent } from '../../shared/share/text-card-content.ts';
import type { ItemView, SectionView, SummaryView } from '../../shared/summary/view.ts';

const code = {
  allergies: '48765-2',
  medicines: '10160-0',
  problems: '11450-4',
  wishes: '42348-3',
  implants: '46264-8',
} as const;

/** What a text card says, taken from the same view of the document that the patient has read, most important first. */
export function cardContentOf(view: SummaryView): TextCardContent {
  const { person, issued, until } = view;
  if (issued === undefined || until === undefined) throw new AppError('share-unreadable');
  const nhsNumber = person.identifiers.find((one) => one.name === 'NHS number')?.value;
  return {
    name: person.name,
    ...(person.birthDate === undefined ? {} : { birthDate: person.birthDate }),
    ...(nhsNumber === undefined ? {} : { nhsNumber }),
    issued: issued.slice(0, 10),
    until,
    allergies: linesOf(view, code.allergies, allergyLine),
    medicines: linesOf(view, code.medicines, medicineLine),
    problems: linesOf(view, code.problems, plainLine),
    wishes: linesOf(view, code.wishes, plainLine),
    implants: linesOf(view, code.implants, plainLine),
    contact: person.telecom,
    sources: view.sources.map((source) => source.name),
  };
}

/** A gap or a contradiction is said before the entries, where it is not the first to be dropped for size. */
function linesOf(
  view: SummaryView,
  sectionCode: string,
  lineOf: (item: ItemView) => string,
): string[] {
  const section = view.sections.find((one) => one.code === sectionCode);
  if (section === undefined) return [];
  return [...warningsOf(section), ...currentFirst(section.items).map(lineOf)];
}

function warningsOf({ emptyWords, notes }: SectionView): string[] {
  const gaps = notes.filter((note) => /left out by the patient|sources disagree/i.test(note));
  return [...(emptyWords === undefined ? [] : [emptyWords]), ...gaps].map((words) =>
    words.replace(/\.$/, ''),
  );
}

function currentFirst(items: readonly ItemView[]): ItemView[] {
  const isPast = (item: ItemView) => Number(ordinary(item.status) === undefined ? 0 : 1);
  return items.toSorted((a, b) => isPast(a) - isPast(b));
}

/** "Penicillin (severe: Anaphylaxis)". */
function allergyLine(item: ItemView): string {
  const reaction = item.details.find((detail) => detail.startsWith('Reaction: '))?.slice(10);
  const severity = item.severe ? 'severe' : undefined;
  const what = [severity, reaction].filter((word) => word !== undefined).join(': ');
  return withRemarks(item.title, [what, ordinary(item.status) ?? '']);
}

/** Details that a card has no room for; everything else, a dose or a warning, is said. */
const passedOver = /^(Kind of course|Reason|Note|Why the status changed): /;

/** "Metformin 500mg tablets, two tablets twice a day". */
function medicineLine(item: ItemView): string {
  const said = item.details.filter((detail) => !passedOver.test(detail));
  return withRemarks([item.title, ...said].join(', '), [ordinary(item.status) ?? '']);
}

function plainLine(item: ItemView): string {
  return withRemarks(item.title, [ordinary(item.status) ?? '']);
}

function withRemarks(words: string, remarks: readonly string[]): string {
  const said = remarks.filter((remark) => remark !== '');
  return said.length === 0 ? words : `${words} (${said.join('; ')})`;
}

/** A status that goes without saying is not said; any other is. */
function ordinary(status: string | undefined): string | undefined {
  return status === 'Active' || status === 'Current' ? undefined : status;
}
