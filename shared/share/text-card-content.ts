/** What may stand on a text card: plain words, each list with the most important first. */
export type TextCardContent = {
  readonly name: string;
  /** A FHIR date as written. */
  readonly birthDate?: string;
  readonly nhsNumber?: string;
  /** Calendar date, YYYY-MM-DD. */
  readonly issued: string;
  /** Calendar date, YYYY-MM-DD: the last day of use. */
  readonly until: string;
  readonly allergies: readonly string[];
  readonly medicines: readonly string[];
  readonly problems: readonly string[];
  readonly wishes?: readonly string[];
  readonly implants?: readonly string[];
  readonly contact?: readonly string[];
  readonly sources?: readonly string[];
};

/** The lists of a card, in the order in which they are read. */
export const cardLists = [
  { name: 'allergies', label: 'ALLERGIES' },
  { name: 'medicines', label: 'MEDICINES' },
  { name: 'problems', label: 'PROBLEMS' },
  { name: 'wishes', label: 'WISHES' },
  { name: 'implants', label: 'IMPLANTS' },
  { name: 'contact', label: 'CONTACT' },
  { name: 'sources', label: 'SOURCES' },
] as const;

export type CardListName = (typeof cardLists)[number]['name'];

/** One list as it goes onto the card. */
export type CardList = {
  readonly name: CardListName;
  readonly shown: readonly string[];
  /** How many were dropped from its end. */
  readonly dropped: number;
  /** How many of those shown were cut short, each ending in an ellipsis. */
  readonly shortened: number;
};

/** A list without anything is still shown where silence could be taken for "none". */
const alwaysShown: readonly CardListName[] = ['allergies', 'medicines', 'problems'];
const nothingKnown = 'no information';

/** The lists of `content`, whole, each entry on one line. */
export function wholeLists(content: TextCardContent): CardList[] {
  return cardLists.map(({ name }) => ({
    name,
    shown: (content[name] ?? []).map(oneLine).filter((entry) => entry !== ''),
    dropped: 0,
    shortened: 0,
  }));
}

/** The text above the signature: fixed lines first, then a line a list; each ends in `\n`. */
export function cardBody(content: TextCardContent, lists: readonly CardList[]): string {
  const nhsNumber = content.nhsNumber === undefined ? '' : `. NHS number: ${content.nhsNumber}`;
  const lines = [
    `HEALTH SUMMARY: ${oneLine(content.name)}`,
    oneLine(`Born: ${content.birthDate ?? 'no date recorded'}${nhsNumber}`),
    `Made: ${content.issued}. Use until: ${content.until}`,
    ...cardLists.flatMap(({ name, label }) => {
      const list = lists.find((one) => one.name === name);
      const words = list === undefined ? '' : listWords(list);
      return words === '' ? [] : `${label}: ${words}`;
    }),
  ];
  return lines.map((line) => `${line.normalize('NFC')}\n`).join('');
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

function listWords({ name, shown, dropped }: CardList): string {
  const left = shown.length === 0 ? `${dropped}` : `+${dropped} more`;
  const entries = dropped === 0 ? shown : [...shown, `${left}, see full summary`];
  if (entries.length === 0 && alwaysShown.includes(name)) return nothingKnown;
  return entries.join('; ');
}
