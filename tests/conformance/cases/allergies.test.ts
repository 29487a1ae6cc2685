import { describe, expect, it } from 'vitest';
import { caseReport, hasCases } from './case-report.ts';
import { pageOf, sectionOf } from './pages.ts';

describe.skipIf(!hasCases)('cases of allergies', () => {
  it('allergy-two-substances-in-reactions', async () => {
    const { record, summary, card, errors } = await caseReport(
      'allergy-two-substances-in-reactions.json',
    );
    for (const text of [record, summary]) {
      expect(text).toMatch(/Ibuprofen: Anaphylaxis, severe/);
      expect(text).toMatch(/Amoxicillin: Hives/);
    }
    expect(sectionOf(summary, 'Important to know first')).toMatch(/Ibuprofen: Anaphylaxis/);
    for (const text of [record, summary, card]) {
      expect(text).not.toMatch(
        /Amoxicillin: Anaphylaxis|Amoxicillin \(severe(?!: Ibuprofen)|Ibuprofen: Hives/,
      );
    }
    expect(errors).toEqual([]);
  });

  it('allergy-refuted-error-and-none-known', async () => {
    const { record, summary, card, errors } = await caseReport(
      'allergy-refuted-error-and-none-known.json',
    );
    expect(pageOf(record, 'Allergy to penicillin')).toMatch(/Found not to be so/);
    expect(pageOf(record, 'Allergy to shellfish')).toMatch(/Entered in error/);
    expect(record).toMatch(/No known allergy/);
    const allergies = sectionOf(summary, 'Allergies and intolerances');
    expect(allergies).toMatch(/No known allergy/);
    expect(allergies).toMatch(/Allergy to penicillin \(Found not to be so/);
    for (const text of [summary, card]) {
      expect(text).not.toMatch(/shellfish|severe|critical|life-threatening|disagree/i);
    }
    expect(record).not.toMatch(/severe|critical/i);
    expect(allergies).not.toMatch(/No information/);
    expect(errors).toEqual([]);
  });

  it('allergy-narrative-only', async () => {
    const { record, summary, ips, errors } = await caseReport('allergy-narrative-only.json');
    expect(record).toMatch(/# Penicillin - anaphylaxis 1998/);
    expect(record).not.toMatch(/no name recorded/);
    expect(sectionOf(summary, 'Allergies and intolerances')).toMatch(
      /Penicillin - anaphylaxis 1998. The source’s own text/,
    );
    expect(ips).toMatch(/Penicillin - anaphylaxis 1998/);
    expect(errors).toEqual([]);
  });

  it('allergy-implicit-rules', async () => {
    const { record, summary, card, ips } = await caseReport('allergy-implicit-rules.json');
    for (const text of [record, sectionOf(summary, 'Allergies and intolerances')]) {
      expect(text).toMatch(/Allergy to penicillin/);
      expect(text).toMatch(/rules .* does not know. It may mean something else/);
    }
    expect(sectionOf(summary, 'Important to know first')).not.toMatch(/penicillin(?! \(a cond)/);
    expect(card).toMatch(/Allergy to penicillin \(a condition attached could not be read/);
    expect(ips).toMatch(/"implicitRules":\s*"http:\/\/example.org\/rules\/all-negated"/);
  });

  it('allergy-resolved-and-unconfirmed', async () => {
    const { record, summary, card } = await caseReport('allergy-resolved-and-unconfirmed.json');
    expect(pageOf(record, 'Allergy to penicillin')).toMatch(/Past: resolved/);
    expect(pageOf(record, 'Allergy to shellfish')).toMatch(/Active, not confirmed/);
    const allergies = sectionOf(summary, 'Allergies and intolerances');
    expect(allergies).toMatch(/Allergy to shellfish \(Active, not confirmed/);
    expect(allergies).toMatch(/Allergy to penicillin \(Past: resolved/);
    expect(sectionOf(summary, 'Important to know first')).not.toMatch(/shellfish(?! \(not conf)/);
    expect(card).toMatch(/shellfish \(not confirmed\); Allergy to penicillin \(Past: resolved\)/);
  });

  it('allergy-no-known-food-and-penicillin', async () => {
    const { record, summary, card } = await caseReport('allergy-no-known-food-and-penicillin.json');
    for (const text of [record, summary, card]) {
      expect(text).toMatch(/No known food allergy/);
      expect(text).toMatch(/Allergy to penicillin/);
      expect(text).not.toMatch(/disagree|No known allerg/);
    }
  });

  it('allergy-name-translated', async () => {
    const { record, summary, card } = await caseReport('allergy-name-translated.json');
    for (const text of [record, summary, card]) {
      expect(text).toMatch(/Penicillinallergi/);
      expect(text).toMatch(/Penicillin allergy/);
    }
  });

  it('gpconnect-allergies-ended-and-warning: the entries', async () => {
    const { record, summary, card } = await caseReport(
      'gpconnect-allergies-ended-and-warning.json',
    );
    expect(pageOf(record, '# Penicillin V')).toMatch(/Anaphylaxis, severe, exposure: Oral/);
    expect(pageOf(record, '# Penicillin V')).toMatch(/ITU 2011/);
    expect(pageOf(record, '# Latex')).toMatch(/Active/);
    expect(pageOf(record, '# Allergy to penicillin')).toMatch(
      /Past: ended[^]*5 May 2019[^]*Tolerated amoxicillin in hospital/,
    );
    expect(record).toMatch(
      /Cephalosporin allergy \(Past: resolved; ended 5 May 2018: Misdiagnosis/,
    );
    const allergies = sectionOf(summary, 'Allergies and intolerances').split('\n');
    expect(allergies[1]).toMatch(/Severe Penicillin V\. .*Anaphylaxis, severe.*ITU 2011/);
    expect(allergies.join('\n')).toMatch(/Latex/);
    expect(allergies.join('\n')).toMatch(
      /Allergy to penicillin\. Ended: 5 May 2019; Why it ended: Tolerated amoxicillin in hospital/,
    );
    for (const text of [summary, card]) {
      expect(text).not.toMatch(/not confirmed|Transfer-degraded/);
      expect(text).not.toMatch(/Cephalosporin(?!.*(?:ended|resolved))/);
    }
  });
});
