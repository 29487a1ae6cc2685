import { formatDate } from '../fhir/partial-date.ts';

/** What may stand on a text card: plain words, each list with the most important first. */
export type TextCardContent = {
  readonly name: string;
  /** A FHIR date as written. */
  readonly birthDate?: string;
  /** The day of death as written; `true` where only that is known. */
  readonly deceased?: string | true;
  readonly nhsNumber?: string;
  /** Calendar date, YYYY-MM-DD. */
  readonly issued: string;
  /** Calendar date, YYYY-MM-DD: the last day of use. */
  readonly until: string;
  /** What to know of the whole card: what is missing in the record, how old it is. They always stand on it. */
  readonly warnings?: readonly string[];
  /** Why sources say that what they gave is not whole, each reason once. They always stand on it. */
  readonly notWhole?: readonly string[];
  /** Grave histories and critical results that no other list names. */
  readonly important?: readonly TextCardEntry[];
  readonly allergies: readonly TextCardEntry[];
  readonly medicines: readonly TextCardEntry[];
  readonly problems: readonly TextCardEntry[];
  readonly wishes?: readonly TextCardEntry[];
  readonly implants?: readonly TextCardEntry[];
  readonly contact?: readonly TextCardEntry[];
  readonly sources?: readonly TextCardEntry[];
};

/**
 * An entry in up to four wordings, by how much they say: brief, short, long, whole.
 * Each holds what must not be parted from its name: "severe", "not confirmed", "Stopped". The last says all that a card may say.
 */
export type TextCardEntry = {
  readonly wordings: readonly [string, ...string[]];
  /** No longer so, such as a stopped medicine: takes no room from what is. */
  readonly past?: boolean;
  /** No entry but something to know of its list: always stands there, and is never counted. */
  readonly isRemark?: true;
  /** What must be known before other lists are named in full, such as a refusal of resuscitation. */
  readonly first?: boolean;
};

/** The lists of a card, in the order in which they are read and in which they are important. */
export const cardLists = [
  { name: 'important', label: 'IMPORTANT' },
  { name: 'allergies', label: 'ALLERGIES' },
  { name: 'medicines', label: 'MEDICINES' },
  { name: 'problems', label: 'PROBLEMS' },
  { name: 'wishes', label: 'WISHES' },
  { name: 'implants', label: 'IMPLANTS/DEVICES' },
  { name: 'contact', label: 'CONTACT' },
  { name: 'sources', label: 'SOURCES' },
] as const;

export type TextCardListName = (typeof cardLists)[number]['name'];

/** One list as it goes onto the card. */
export type TextCardList = {
  readonly name: TextCardListName;
  readonly shown: readonly string[];
  /** How many have no room and are only counted. */
  readonly dropped: number;
  /** How many that are no longer so have no room and are only counted. */
  readonly droppedPast: number;
  /** How many of those shown say less than they could, each with `moreMark` at its end. */
  readonly shortened: number;
};

/** A list without anything is still shown where silence could be taken for "none". */
const alwaysShown: readonly TextCardListName[] = ['allergies', 'medicines', 'problems'];
const nothingKnown = 'no information';

/** Stands after an entry that says more in the full summary. */
export const moreMark = '*';
/** What the marks of a card mean, on a line of its own where there are any. Said on each list it would take room from names. */
export const moreLine = `${moreMark} and +: see full summary`;

/** An entry that says nothing but this, shortened where there is little room. */
export function plainEntry(words: string): TextCardEntry {
  return { wordings: [shortened(words), words] };
}

/** Something to know of a list, of a length that always has room. */
export function remark(words: string): TextCardEntry {
  return { wordings: [shortened(words, 100)], isRemark: true };
}

/** Whole words of `text` as far as `most` characters go, and an ellipsis; a single overlong word is cut between characters. */
export function shortened(text: string, most = 60): string {
  const line = oneLine(text);
  const characters = [...line];
  if (characters.length <= most) return line;
  const start = characters.slice(0, most - 1).join('');
  const lastSpace = start.lastIndexOf(' ');
  return `${lastSpace > 0 ? start.slice(0, lastSpace) : start}…`;
}

/** The text above the signature: fixed lines first, then a line a list; each ends in `\n`. */
export function cardBody(content: TextCardContent, lists: readonly TextCardList[]): string {
  const nhsNumber = content.nhsNumber === undefined ? '' : `. NHS number: ${content.nhsNumber}`;
  const born = content.birthDate === undefined ? 'no date recorded' : formatDate(content.birthDate);
  const { deceased } = content;
  const died =
    deceased === undefined
      ? ''
      : `. Died: ${deceased === true ? 'date not recorded' : formatDate(deceased)}`;
  const lines = [
    `HEALTH SUMMARY: ${oneLine(content.name)}`,
    oneLine(`Born: ${born}${died}${nhsNumber}`),
    // The dates that a verifier reads stay as ISO 8601 writes them.
    `Made: ${content.issued}. Use until: ${content.until}`,
    ...warningLine('NOTE', content.warnings ?? []),
    ...warningLine('NOT WHOLE', content.notWhole ?? []),
    ...cardLists.flatMap(({ name, label }) => {
      const list = lists.find((one) => one.name === name);
      const words = list === undefined ? '' : listWords(list);
      return words === '' ? [] : `${label}: ${words}`;
    }),
    ...(lists.some(isLess) ? [moreLine] : []),
  ];
  return lines.map((line) => `${line.normalize('NFC')}\n`).join('');
}

function warningLine(label: string, warnings: readonly string[]): string[] {
  return warnings.length === 0 ? [] : [`${label}: ${warnings.map(oneLine).join('; ')}`];
}

/**
 * An entry as one line: a line break in it must not pass for another line of the card, and a control of the
 * direction of writing must not turn its neighbours around.
 */
export function oneLine(entry: string): string {
  return entry
    .replace(/[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}

/** Whether a list says less on the card than it could. */
export function isLess({ dropped, droppedPast, shortened }: Omit<TextCardList, 'shown'>): boolean {
  return dropped + droppedPast + shortened > 0;
}

function listWords({ name, shown, dropped, droppedPast }: TextCardList): string {
  const counts = [
    ...(dropped === 0 ? [] : [`${dropped} more`]),
    ...(droppedPast === 0 ? [] : [`${droppedPast} past`]),
  ];
  const entries = counts.length === 0 ? shown : [...shown, `+${counts.join(' and ')}`];
  if (entries.length === 0 && alwaysShown.includes(name)) return nothingKnown;
  return entries.join('; ');
}
