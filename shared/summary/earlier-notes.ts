import type { NoteKind } from '../words/words.ts';

/** How earlier programs worded the notes of a section, before these stood in a document as data. Never to be changed. */
const wordings: readonly (readonly [NoteKind, RegExp])[] = [
  ['sources-disagree', /^The sources disagree: one says that there is nothing to list here, /],
  ['left-out', /^Something was left out by the patient\.$/],
  ['capped', /^(\d+) .* (?:was|were) available and (?:is|are) not shown here\.$/],
  ['incomplete', /^Parts? of (\d+) (?:entry|entries) here could not be carried over from /],
];

/** What a note says that an earlier program wrote only in words; `undefined` for any other text. */
export function noteOfEarlierProgram(
  text: string | undefined,
): { readonly kind: NoteKind; readonly count: number } | undefined {
  if (text === undefined) return undefined;
  for (const [kind, wording] of wordings) {
    const match = wording.exec(text);
    if (match !== null) return { kind, count: Number(match[1] ?? 1) };
  }
  return undefined;
}
