import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { countedWords, dayWords } from '../../../../../renderer/features/request/due-words.ts';
import type { LetterAnswers } from '../../../../../renderer/features/request/letter.ts';
import { LetterDocument } from '../../../../../renderer/features/request/LetterDocument.tsx';

const answers: LetterAnswers = {
  kind: 'surgery',
  to: 'Meadow Lane Surgery',
  toAddress: '3 Meadow Lane\n\nWhitby',
  nation: 'england',
  patient: 'Margaret Hale',
  birthDate: '1951-04-17',
  nhsNumber: '999 184 2756',
  address: '2 Hill Road\nWhitby',
  writer: '',
  asksWhoOpened: false,
};

function letterText(changed: Partial<LetterAnswers> = {}): string {
  const made = {
    answers: { ...answers, ...changed },
    date: '2026-11-30',
    headingLevel: 1 as const,
  };
  return renderToStaticMarkup(createElement(LetterDocument, made))
    .replaceAll(/<[^>]*>/g, '\n')
    .replaceAll(/\n+/g, '\n');
}

describe('a letter that asks for the record', () => {
  it('names the law, the patient and what is asked for', () => {
    const text = letterText();
    expect(text).toContain('2 Hill Road\nWhitby\n30 November 2026\nMeadow Lane Surgery\n3 Meadow');
    expect(text).toContain('Date of birth: 17 April 1951\nNHS number: 999 184 2756');
    expect(text).toContain('Article 15');
    expect(text).toContain('structured electronic form');
    expect(text).toContain('Letters and documents.');
    expect(text).not.toContain('audit trail');
    expect(text).not.toContain('on behalf of');
  });

  it('asks who has opened the record only where that is wished', () => {
    expect(letterText({ asksWhoOpened: true })).toContain('audit trail');
  });

  it('says for whom somebody else writes, and claims nobody else’s record for them', () => {
    const text = letterText({ writer: 'Ada Hale', asksWhoOpened: true });
    expect(text).toContain('on behalf of Margaret Hale,');
    expect(text).toMatch(/Yours faithfully\nAda Hale/);
    expect(text).not.toMatch(/\bmy (health )?record\b/);
  });

  it('leaves a number out that nobody knows, and calls it what it is called there', () => {
    expect(letterText({ nhsNumber: ' ' })).not.toContain('number:');
    expect(letterText({ nation: 'scotland' })).toContain('CHI number: 999');
  });
});

describe('when an answer is due', () => {
  it('says what is counted', () => {
    expect(countedWords('2026-11-25', 'england')).toEqual([
      'Counted from the day on which they have the letter: Wednesday, 25 November 2026.',
      'The same day of the next month is Friday, 25 December 2026.',
      'That is no working day in England, so the next one counts: Tuesday, 29 December 2026.',
    ]);
    expect(countedWords('2026-01-30', 'wales')[1]).toBe(
      'The next month has no such day, so its last day counts: 28 February 2026.',
    );
    expect(dayWords('2026-12-31')).toBe('Thursday, 31 December 2026');
  });
});
