import type { SectionName } from '../words/section-name.ts';
import type { NoteKind } from '../words/words.ts';

type EarlierNote = { readonly kind: NoteKind; readonly count: number };

/** What there was more of, one and many. Never to be changed. */
const nouns: Partial<Readonly<Record<SectionName, readonly [string, string]>>> = {
  medications: ['earlier medicine', 'earlier medicines'],
  results: ['older result', 'older results'],
  'vital-signs': ['older measurement', 'older measurements'],
  procedures: ['earlier procedure', 'earlier procedures'],
  immunizations: ['earlier vaccination', 'earlier vaccinations'],
  'past-problems': ['past problem', 'past problems'],
};

/** How earlier programs worded the notes of a section, before these stood in a document as data. Never to be changed. */
function wordings(count: number, section: SectionName | undefined): [NoteKind, string][] {
  const [one, many] = (section && nouns[section]) ?? ['further entry', 'further entries'];
  const said = String(count);
  return [
    [
      'sources-disagree',
      'The sources disagree: one says that there is nothing to list here, others list something.',
    ],
    ['left-out', 'Something was left out by the patient.'],
    [
      'capped',
      count === 1
        ? `1 ${one} was available and is not shown here.`
        : `${said} ${many} were available and are not shown here.`,
    ],
    [
      'incomplete',
      count === 1
        ? 'Part of 1 entry here could not be carried over from its source.'
        : `Parts of ${said} entries here could not be carried over from their sources.`,
    ],
  ];
}

/** What a note says that an earlier program wrote only in words; `undefined` for any other text, or one with more in it. */
export function noteOfEarlierProgram(
  text: string,
  section: SectionName | undefined,
): EarlierNote | undefined {
  const count = Number(/^(?:Parts? of )?([1-9]\d{0,14}) /.exec(text)?.[1] ?? 1);
  const found = wordings(count, section).find(([, wording]) => wording === text);
  return found && { kind: found[0], count };
}
