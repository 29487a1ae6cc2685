import { describe, expect, it } from 'vitest';
import { caseReport, hasCases } from './case-report.ts';
import { pageOf, sectionOf } from './pages.ts';

const allergies = 'Allergies and intolerances';
const first = 'Important to know first';

describe.skipIf(!hasCases)('cases of clinical documents', () => {
  it('ccda-allergies-many-forms', async () => {
    const { record, summary, card, errors } = await caseReport('ccda-allergies-many-forms.xml');
    const listed = sectionOf(summary, allergies);
    for (const text of [record, listed]) {
      expect(text).toMatch(/Anaphylaxis, severe, Severity: Fatal/);
      expect(text).toMatch(/Hives, severe/);
      expect(text).toMatch(/Itching, severe, Severity: Moderate to severe/);
      expect(text).toMatch(/Codeine: itching at high dose/);
      expect(text).toMatch(/Bee stings/);
      expect(text).toMatch(/Latex/);
      expect(text).toMatch(/Kiwi/);
    }
    expect(pageOf(record, '# Doxycycline')).toMatch(/Found not to be so/);
    expect(pageOf(record, '# Ibuprofen')).toMatch(/has ended, and not when/);
    expect(pageOf(record, '# Morphine')).toMatch(/1 January 2020/);
    expect(record).toMatch(/No known drug allergy/);
    expect(sectionOf(summary, first)).toMatch(/Penicillin G \(Anaphylaxis; Severity: Fatal/);
    expect(sectionOf(summary, first)).toMatch(/Aspirin \(Hives/);
    expect(listed).toMatch(/Ibuprofen[^\n]*\(Past/);
    expect(listed).toMatch(/Morphine[^\n]*\(Past/);
    expect(listed).toMatch(/disagree/);
    for (const text of [summary, card]) {
      expect(text).not.toMatch(/No known allerg|Doxycycline \(Active/);
    }
    expect(errors).toEqual([]);
  });

  it('ccda-allergies-narrative-only', async () => {
    const { record, summary, card, ips, errors } = await caseReport(
      'ccda-allergies-narrative-only.xml',
    );
    const words = 'PENICILLIN - ANAPHYLAXIS 1998';
    expect(pageOf(record, words)).toMatch(/Kept as text, from a document/);
    expect(sectionOf(summary, allergies)).toContain(`Kept as text: ${words}`);
    expect(sectionOf(summary, allergies)).not.toMatch(/No information/);
    expect(card).toContain(`ALLERGIES: Kept as text: ${words}`);
    const composition = ips.slice(0, ips.indexOf('"title":"Medicines"'));
    expect(composition).toContain(words);
    expect(composition).not.toContain('emptyReason');
    expect(errors).toEqual([]);
  });

  it('ccda-problems-many-forms', async () => {
    const { record, summary, errors } = await caseReport('ccda-problems-many-forms.xml');
    expect(pageOf(record, '# Myocardial infarction')).toMatch(/Found not to be so/);
    expect(pageOf(record, '# Asthma')).toMatch(/Not active/);
    const problems = sectionOf(summary, 'Problems');
    for (const name of ['Diabetes', 'COPD', 'Splenectomy, no vaccines', 'Essential hypertension']) {
      expect(problems).toContain(name);
    }
    const past = sectionOf(summary, 'Past problems');
    expect(past).toMatch(/Pneumonia. Ended: March 2015/);
    expect(past).toMatch(/T2DM. Ended: date not known/);
    expect(past).toMatch(/Asthma/);
    expect(summary).not.toMatch(/Myocardial infarction/);
    expect(errors).toEqual([]);
  });

  it('ccda-results-some-members-unreadable', async () => {
    const { record, summary, errors } = await caseReport(
      'ccda-results-some-members-unreadable.xml',
    );
    expect(pageOf(record, '# Potassium')).toMatch(/6\.80 mmol\/L/);
    const results = sectionOf(summary, 'Test results');
    expect(sectionOf(summary, first)).toMatch(/Potassium: 6\.80 mmol\/L \(critically high/);
    expect(results).toMatch(/Potassium \| 6\.80 mmol\/L/);
    expect(results).toMatch(/< 5 ng\/L/);
    expect(results).toMatch(/No growth/);
    expect(results).toMatch(/Lead \| No value/);
    expect(results).toMatch(/>60 mL\/min/);
    expect(results).toMatch(/Neg obs \| Not detected/);
    expect(results).toMatch(/A; [^|]*B/);
    expect(results).not.toMatch(/No information/);
    expect(errors).toEqual([]);
  });

  it('ccda-allergy-severity', async () => {
    const { summary, errors } = await caseReport('ccda-allergy-severity.xml');
    expect(sectionOf(summary, first)).toMatch(/Penicillin G \(Angioedema; Severity: Fatal/);
    expect(sectionOf(summary, first)).toMatch(/Aspirin \(Hives; Severe/);
    expect(errors).toEqual([]);
  });

  it('ccda-allergen-text-points-to-reaction', async () => {
    const { record, summary, errors } = await caseReport(
      'ccda-allergen-text-points-to-reaction.xml',
    );
    expect(record).toMatch(/# Penicillin G \(in the document’s text: Nausea\)/);
    expect(sectionOf(summary, allergies)).toMatch(/- Penicillin G[^\n]*Reaction: Nausea/);
    expect(summary).not.toMatch(/- Nausea/);
    expect(errors).toEqual([]);
  });
});

describe.skipIf(!hasCases)('cases of GP Connect lists', () => {
  it('gpconnect-allergies-empty-list', async () => {
    const { record, summary, card, errors } = await caseReport(
      'gpconnect-allergies-empty-list.json',
    );
    const note = 'it has not been confirmed with the patient that they have no allergies';
    expect(record).toContain(note);
    expect(sectionOf(summary, allergies)).toMatch(/None recorded by/);
    expect(sectionOf(summary, allergies)).toContain(note);
    for (const text of [sectionOf(summary, allergies), card]) {
      expect(text.split('MEDICINES')[0]).not.toMatch(/No information|No known allergies/);
    }
    expect(errors).toEqual([]);
  });

  it('gpconnect-allergies-ended-and-warning', async () => {
    const { record, summary, card, errors } = await caseReport(
      'gpconnect-allergies-ended-and-warning.json',
    );
    const note = 'Items excluded due to confidentiality and/or patient preferences.';
    expect(record).toContain(note);
    expect(sectionOf(summary, allergies)).toContain(note);
    expect(sectionOf(summary, allergies)).toMatch(/not whole/);
    expect(card).toMatch(/^NOT WHOLE: /m);
    for (const text of [summary, card]) expect(text).not.toMatch(/Cephalosporin|Complete/);
    expect(errors).toEqual([]);
  });
});
