import { describe, expect, it } from 'vitest';
import { english } from '../../../../shared/words/english.ts';

describe('what is said of how a file was read', () => {
  it('names sections that stayed text, three at the most', () => {
    const said = (...titles: string[]) => english.sourceNote({ kind: 'sections-as-text', titles });
    expect(said('Plan', 'Results')).toBe(
      'Parts of these sections stayed text, which you can read in the document: Plan, Results.',
    );
    expect(said('Plan', 'Results', 'Goals', 'Notes', 'Vital signs')).toMatch(
      /: Plan, Results, Goals and 2 more\.$/,
    );
  });

  it('says how many people a file is about', () => {
    expect(english.sourceNote({ kind: 'one-of-several', people: 2 })).toBe(
      'The file is about 2 people. Only what belongs to the one you chose was added.',
    );
  });

  it('is a sentence for each way of reading', () => {
    expect(english.sourceNote({ kind: 'read-as-windows-1252' })).toMatch(/as Windows writes them/);
    expect(english.sourceNote({ kind: 'read-as-utf-8' })).toMatch(/read as UTF-8/);
    expect(english.sourceNote({ kind: 'dicom' })).toMatch(/in DICOM form/);
  });
});
