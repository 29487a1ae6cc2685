import { describe, expect, it } from 'vitest';
import { noteExtension, readNotes } from '../../../../shared/summary/section-notes.ts';
import { english } from '../../../../shared/words/english.ts';
import type { Words } from '../../../../shared/words/words.ts';

const other: Words = { ...english, note: (kind, count) => `${kind} ${String(count)}` };
const note = (text: string) => ({
  url: 'http://hl7.org/fhir/StructureDefinition/note',
  valueAnnotation: { text },
});
const read = (extension: object, words: Words = other) =>
  readNotes({ extension: [extension] }, 'results', words);

describe('the notes of a section', () => {
  it('are read from their data, in the words of whoever reads', () => {
    const data = { kind: 'capped', count: 7 } as const;
    const written = noteExtension(data, english.note('capped', 7, 'results'));
    expect(read(written)).toEqual([{ kind: 'capped', words: 'capped 7' }]);
  });

  it('are read from their words where an earlier program wrote nothing else', () => {
    const told = [
      'The sources disagree: one says that there is nothing to list here, others list something.',
      'Something was left out by the patient.',
      '7 older results were available and are not shown here.',
      '1 older result was available and is not shown here.',
      'Parts of 3 entries here could not be carried over from their sources.',
    ];
    expect(told.flatMap((text) => read(note(text))).map(({ words }) => words)).toEqual([
      'sources-disagree 1',
      'left-out 1',
      'capped 7',
      'capped 1',
      'incomplete 3',
    ]);
    for (const text of told) expect(read(note(text), english)[0]?.words).toBe(text);
  });

  it('of another program are read as they are, and stand for nothing of ours', () => {
    expect(read(note('See page 2.'))).toEqual([{ words: 'See page 2.' }]);
    expect(read({ ...noteExtension({ kind: 'capped', count: 1 }, 'x'), url: 'urn:x' })).toEqual([]);
  });

  it('are read as they stand where our data comes with other words than ours', () => {
    const text = 'SEVERE PENICILLIN ALLERGY: list is incomplete, ask the ward';
    for (const count of [1, 0, -5, 1.5]) {
      expect(read(noteExtension({ kind: 'capped', count }, text))).toEqual([{ words: text }]);
    }
    const twelve = english.note('capped', 12, 'results');
    expect(read(noteExtension({ kind: 'capped', count: 1 }, twelve), english)).toEqual([
      { kind: 'capped', words: twelve },
    ]);
    const none = '0 older results were available and are not shown here.';
    expect(read(noteExtension({ kind: 'capped', count: 0 }, none))).toEqual([{ words: none }]);
  });

  it('are read as they stand where they only resemble what an earlier program wrote', () => {
    const texts = [
      'The sources disagree: one says that there is nothing to list here, but she nearly died.',
      '2 anaphylactic reactions to penicillin were available and are not shown here.',
      '2 earlier medicines were available and are not shown here.',
      '99999999999999999999999 older results were available and are not shown here.',
      '0 older results were available and are not shown here.',
      'Parts of 3 entries here could not be carried over from their sources. Ask the ward.',
    ];
    for (const text of texts) expect(read(note(text))).toEqual([{ words: text }]);
  });
});
