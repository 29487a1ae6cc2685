import { describe, expect, it } from 'vitest';
import { plainLines } from '../../../../shared/fhir/plain-text.ts';
import { readSummary } from '../../../../shared/summary/read-summary.ts';
import { noteExtension } from '../../../../shared/summary/section-notes.ts';
import { ipsExamples } from '../../../conformance/judges/definitions.ts';
import { english } from '../../../../shared/words/english.ts';

const example = (name: string) => JSON.stringify(ipsExamples().get(name));

describe("somebody else's IPS document", () => {
  for (const [name, bundle] of ipsExamples()) {
    it(`is read: ${name}`, () => {
      const view = readSummary(JSON.stringify(bundle), english);
      expect(view?.sections.length).toBeGreaterThanOrEqual(3);
      const silent = view?.sections.filter(
        (section) => section.items.length === 0 && section.emptyWords === undefined,
      );
      expect(silent).toEqual([]);
      expect(view?.person.name).not.toBe('Name not recorded');
    });
  }

  it('says what it says of empty sections', () => {
    const view = readSummary(example('Bundle-bundle-no-info-required-sections.json'), english);
    expect(view?.sections[0]?.emptyWords).toBe('No information about this.');
  });

  it('falls back to the words of the narrative where a section lists nothing that can be read', () => {
    const view = readSummary(example('Bundle-IPS-examples-Bundle-01.json'), english);
    const plan = view?.sections.find((section) => section.code === '18776-5');
    expect(plan?.items.length).toBeGreaterThan(0);
    expect(plan?.items.some((item) => /[<>]/.test(item.title))).toBe(false);
  });

  it('keeps every line of a narrative, and of a note, that carries our data beside words of its own', () => {
    const own = 'SEVERE PENICILLIN ALLERGY: ask the ward';
    const written = noteExtension({ kind: 'capped', count: 1 }, own);
    const section = {
      title: 'Allergies',
      code: { coding: [{ system: 'http://loinc.org', code: '48765-2' }] },
      text: { div: `<div><p>${own}</p><p>Nuts</p></div>` },
      extension: [written],
    };
    const composition = { resourceType: 'Composition', section: [section] };
    const document = { resourceType: 'Bundle', entry: [{ resource: composition }] };
    const [read] = readSummary(JSON.stringify(document), english)?.sections ?? [];
    expect(read?.notes).toEqual([{ words: own }]);
    expect(read?.items.map(({ title }) => title)).toEqual(['Nuts']);
  });
});

describe('what is no IPS document', () => {
  it.each([
    '',
    'null',
    '7.0',
    '"x"',
    '[]',
    '{}',
    '{"resourceType":"Bundle","entry":[null,{}]}',
    '{"resourceType":"Bundle","entry":[',
  ])('is not read: %s', (text) => {
    expect(readSummary(text, english)).toBeUndefined();
  });

  it('does not crash on a Composition of nonsense', () => {
    const composition = {
      resourceType: 'Composition',
      section: [{ entry: 'x', text: 7 }, null],
      author: 7,
    };
    const view = readSummary(
      JSON.stringify({ resourceType: 'Bundle', entry: [{ resource: composition }] }),
      english,
    );
    expect(view?.sections).toHaveLength(1);
  });
});

describe('the words of a narrative', () => {
  it('keep rows apart and lose all markup', () => {
    const div =
      '<div><table><tr><td>Asthma</td><td>1979</td></tr><tr><td>A &amp; B</td></tr></table><script>alert(1)</script><!-- x --><p onclick="y">Last</p></div>';
    expect(plainLines(div)).toEqual(['Asthma \u2022 1979', 'A & B', 'Last']);
  });

  it('survive markup that is cut off', () => {
    expect(plainLines('<p>One</p><img src="x" onerror="alert(1)')).toEqual(['One']);
  });
});
