import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type {
  DetailView,
  ItemView,
  SectionView,
  SummaryView,
} from '../../../../shared/summary/view.ts';
import { SummaryDocument, validityWords } from '../../../../renderer/ui/SummaryDocument.tsx';
import { halves, isSmall } from '../../../../renderer/ui/summary-layout.ts';

const aDetail = (words: string): DetailView => ({ is: 'note', value: words, words });

function anItem(changes: Partial<ItemView>): ItemView {
  return {
    title: 'Asthma',
    details: [],
    severe: false,
    weight: 1,
    standing: 'current',
    knownAbsence: false,
    sources: [1],
    ...changes,
  };
}

function aSection(changes: Partial<SectionView>): SectionView {
  return { code: '11450-4', title: 'Problems', items: [], notes: [], ...changes };
}

function aView(changes: Partial<SummaryView>): SummaryView {
  return {
    person: {
      name: 'Ada Example',
      birthDate: '1951-03-14',
      identifiers: [],
      telecom: [],
      phones: [],
      formerNames: [],
      languages: [],
      contacts: [],
    },
    issued: '2026-11-22T14:05:00Z',
    until: '2026-12-06',
    redFlags: [],
    statements: [],
    sections: [],
    sources: [{ name: 'Millbrook Surgery', fetchedAt: '2026-11-20T10:00:00Z' }],
    ...changes,
  };
}

const html = (view: SummaryView) => renderToStaticMarkup(createElement(SummaryDocument, { view }));
const words = (view: SummaryView) =>
  html(view)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the summary document', () => {
  it('puts the red flags before every section', () => {
    const shown = words(
      aView({
        redFlags: ['Severe allergy: penicillin'],
        sections: [aSection({ items: [anItem({})] })],
      }),
    );
    expect(shown.indexOf('Severe allergy: penicillin')).toBeGreaterThan(0);
    expect(shown.indexOf('Severe allergy: penicillin')).toBeLessThan(shown.indexOf('Problems'));
  });

  it('says issue date, end date and age on the day of issue', () => {
    const shown = words(aView({}));
    expect(shown).toContain('Issued 22 November 2026');
    expect(shown).toContain('Use until 6 December 2026');
    expect(shown).toContain('14 March 1951 (age 75)');
    expect(words(aView({ issued: '2026-03-13T23:00:00Z' }))).toContain('(age 74)');
  });

  it('makes no age out of a birth date that is not written in full', () => {
    const person = {
      name: 'Ada',
      birthDate: '1951',
      identifiers: [],
      telecom: [],
      phones: [],
      formerNames: [],
      languages: [],
      contacts: [],
    };
    expect(words(aView({ person }))).toContain('Born 1951');
    expect(words(aView({ person }))).not.toContain('age');
  });

  it('shows value, range, flag in words, date as written and source of a result', () => {
    const items = [
      anItem({
        title: 'Potassium',
        value: '5.60 mmol/L',
        range: '3.5 to 5.3',
        flag: 'high',
        date: '2026-10',
        dateWords: 'October 2026',
      }),
    ];
    const shown = words(aView({ sections: [aSection({ title: 'Test results', items })] }));
    for (const part of ['Potassium', '5.60 mmol/L', 'High', '3.5 to 5.3', 'October 2026', '[1]']) {
      expect(shown).toContain(part);
    }
  });

  it('loses no word of any item, in a list as in a table', () => {
    const plain = ['One', 'Two', 'Three', 'Four'].map((title) =>
      anItem({ title, status: `status ${title}`, date: '2011' }),
    );
    const full = anItem({ title: 'Five', details: ['first', 'second'].map(aDetail), severe: true });
    for (const items of [plain, [...plain, full]]) {
      const shown = words(aView({ sections: [aSection({ items })] }));
      for (const item of items) {
        expect(shown).toContain(item.title);
        for (const detail of item.details) expect(shown).toContain(detail.words);
        if (item.status !== undefined) expect(shown).toContain(item.status);
      }
    }
    expect(words(aView({ sections: [aSection({ items: [full] })] }))).toContain('Severe');
  });

  it('says that a date is not recorded instead of leaving it out', () => {
    expect(words(aView({ sections: [aSection({ items: [anItem({})] })] }))).toContain(
      'no date recorded',
    );
  });

  it('shows why a section is empty, and its notes', () => {
    const shown = words(
      aView({
        sections: [
          aSection({ emptyWords: 'Left out by the patient.' }),
          aSection({
            items: [anItem({})],
            notes: [{ kind: 'capped', words: '7 older results were available.' }],
          }),
        ],
      }),
    );
    expect(shown).toContain('Left out by the patient.');
    expect(shown).toContain('7 older results were available.');
  });

  it('has one first heading, a row heading in every row and no inline style', () => {
    const shown = html(
      aView({ sections: [aSection({ items: [anItem({ range: '1 to 2' }), anItem({})] })] }),
    );
    expect(shown.match(/<h1/g)).toHaveLength(1);
    expect(shown.match(/<th scope="row"/g)).toHaveLength(2);
    expect(shown).not.toMatch(/style=|<script/);
  });

  it('escapes what would be markup', () => {
    const items = [anItem({ title: '<img src=x onerror=alert(1)>' })];
    expect(html(aView({ sections: [aSection({ items })] }))).not.toContain('<img');
  });

  it('claims no more than the signature proves', () => {
    const shown = words(aView({}));
    expect(shown).toContain('not that the content is right');
    expect(shown).not.toMatch(/verified|certified|guarantee|authentic|official/i);
  });

  it('says in the footer only what the document says', () => {
    expect(validityWords(aView({}))).toBe('Issued 22 November 2026. Use until 6 December 2026.');
    const { person, redFlags, statements, sections, sources } = aView({});
    expect(validityWords({ person, redFlags, statements, sections, sources })).toBe('');
  });
});

describe('the layout of the summary', () => {
  it('sets two small sections beside each other and gives a lone one the whole width', () => {
    expect(halves([true, true, true, false, true])).toEqual([true, true, false, false, false]);
    expect(halves([false, true, true])).toEqual([false, true, true]);
    expect(halves([])).toEqual([]);
  });

  it('never narrows results with ranges, long items or long lists', () => {
    expect(isSmall(aSection({ items: [anItem({})] }))).toBe(true);
    expect(isSmall(aSection({ items: [anItem({ range: '1 to 2' })] }))).toBe(false);
    expect(isSmall(aSection({ items: [anItem({ details: [aDetail('x'.repeat(200))] })] }))).toBe(
      false,
    );
    expect(isSmall(aSection({ items: Array.from({ length: 6 }, () => anItem({})) }))).toBe(false);
  });
});
