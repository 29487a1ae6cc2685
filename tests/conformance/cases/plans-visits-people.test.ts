import { describe, expect, it } from 'vitest';
import { caseReport, hasCases } from './case-report.ts';
import { pageOf, sectionOf } from './pages.ts';

describe.skipIf(!hasCases)('cases of plans, visits, documents and people', () => {
  it('other-types-hidden-content: the record', async () => {
    const { record } = await caseReport('other-types-hidden-content.json');
    const says = (title: string, ...words: readonly RegExp[]) => {
      for (const one of words) expect(pageOf(record, title), title).toMatch(one);
    };
    says('Mother', /Breast cancer \(Started: at age 41; Contributed to death: Yes; Note: BRCA1\)/);
    says('Mother', /Malignant hyperthermia/, /Died\nat age 45/);
    says('Answered questionnaire', /Thoughts of self harm\?\nYes/, /Score\n21/);
    says('HbA1c', /Not achieved/, /53 mmol\/mol; By: 1 January 2027/);
    says('Epilepsy plan', /Buccal midazolam 10 mg if seizure > 5 min/, /Not to be done\nCall 999/);
    says('Stay in hospital', /Started\n25 November 2026/, /Myocardial infarction/);
    says('Old letter', /Replaced/);
    says('Wrong patient letter', /Entered in error/);
    says('Drug interaction', /high/, /Warfarin with clarithromycin/, /INR in 3 days/);
    says('Falls risk', /Fall \(How likely: High\)/);
    says('Cardiac pacemaker', /MR unsafe/, /X1/);
    says('Thickened fluids level 2', /Nuts/);
    says('Message', /First part/, /STOP WARFARIN TODAY/);
    says('Pneumococcal', /overdue/, /Not to be given: MMR/);
    says('CT head', /10 October 2026/);
    says('Histology', /Invasive ductal carcinoma/);
    says('Histology text only', /Invasive carcinoma/);
    says('Picture or recording', /melanoma photo/);
    says('Left below knee amputation', /Left leg/);
    expect(record).not.toMatch(/Planned\nCall 999/);
    expect(pageOf(record, 'Wrong patient letter')).not.toMatch(/Current/i);
  });

  it('other-types-hidden-content: the summary', async () => {
    const { summary, errors } = await caseReport('other-types-hidden-content.json');
    expect(summary).toMatch(/Cardiac pacemaker.*MR unsafe/);
    expect(summary).toMatch(/Myocardial infarction.*25 November 2026/);
    expect(summary).toMatch(/Histology\. Conclusion: Invasive ductal carcinoma/);
    expect(summary).toMatch(/Histology text only.*10 October 2026/);
    expect(summary).not.toMatch(/Wrong patient letter|Planned: Call 999/);
    expect(errors).toEqual([]);
  });

  it('consent-blood-refused-and-dnr-rejected', async () => {
    const { record, summary, card, errors } = await caseReport(
      'consent-blood-refused-and-dnr-rejected.json',
    );
    const [inForce = '', rejected = ''] = record
      .split('# Do not resuscitate')
      .slice(1)
      .toSorted((a, b) => Number(/Rejected/.test(a)) - Number(/Rejected/.test(b)));
    expect(inForce).toMatch(/1 January 2026/);
    expect(inForce).toMatch(/Status\nActive/);
    expect(inForce).toMatch(/Refuses\nBlood transfusion \(Jehovah's Witness\)/);
    expect(rejected).toMatch(/Rejected, not in force/);
    expect(rejected).toMatch(/1 February 2026/);
    expect(sectionOf(summary, 'Important to know first')).toMatch(/Do not resuscitate.*Blood/);
    for (const text of [record, summary, card]) {
      expect(text).not.toMatch(/\bdnr\b(?!-rejected)|Agrees to/);
    }
    for (const text of [summary, card]) {
      expect(text).not.toMatch(/Do not resuscitate[^\n]*1 February|Rejected/);
    }
    expect(errors).toEqual([]);
  });

  it('encounter-recent-discharge', async () => {
    const { record, summary, errors } = await caseReport('encounter-recent-discharge.json');
    for (const text of [record, sectionOf(summary, 'Hospital stays')]) {
      expect(text).toMatch(/inpatient/);
      expect(text).toMatch(/10 November 2026/);
      expect(text).toMatch(/26 November 2026/);
      expect(text).toMatch(/Reason:?\s*Subdural haematoma/);
      expect(text).toMatch(/Diagnosis:?\s*Subdural haematoma/);
      expect(text).toMatch(/Home/);
    }
    expect(errors).toEqual([]);
  });

  it('patient-old-and-current-nhs-number', async () => {
    const { record, summary, card, errors } = await caseReport(
      'patient-old-and-current-nhs-number.json',
    );
    const page = pageOf(record, 'Ann New');
    expect(page).toMatch(/\nNHS number\n943 476 5919 .*present but not traced/);
    expect(page).toMatch(/Old NHS number\n900 000 0009/);
    expect(page).toMatch(/Former name\nAnn Maiden, Ann Old/);
    for (const text of [page, summary]) {
      expect(text).toMatch(/Born\s+May 1950/);
      expect(text).toMatch(/Died\s+1 November 2026/);
      expect(text).toMatch(/Polish/);
      expect(text).toMatch(/Interpreter\s+Needed/);
      expect(text).not.toMatch(/\(age|1 May 1950|Identifier 943/);
    }
    expect(summary).toMatch(/# Patient summary Ann New/);
    expect(summary).toMatch(/NHS number 943 476 5919 \(Number present but not traced\)/);
    expect(card).toMatch(/Ann New[\s\S]*Born: May 1950\. Died: 1 November 2026/);
    for (const text of [summary, card]) expect(text).not.toMatch(/900 000 0009/);
    expect(errors).toEqual([]);
  });

  it('gpconnect-not-given-and-prohibited', async () => {
    const { record, summary } = await caseReport('gpconnect-not-given-and-prohibited.json');
    const biopsy = pageOf(record, 'Not to be done: Biopsy');
    expect(biopsy).toMatch(/On apixaban/);
    const referral = pageOf(record, 'Breast clinic');
    for (const word of [
      /Urgent/,
      /11 November 2026/,
      /2WW suspected cancer/,
      /Lump/,
      /Radiology/,
    ]) {
      expect(referral).toMatch(word);
    }
    expect(referral).toMatch(/Needs interpreter/);
    expect(pageOf(record, 'Mother')).toMatch(/Huntington's/);
    expect(record).toMatch(/Not to be done\nGive IV fluids/);
    for (const text of [record, summary]) {
      expect(text).not.toMatch(/Planned:?\s+Give IV fluids/);
    }
  });

  it('dstu2-many-types: goal, plan and stay', async () => {
    const { record } = await caseReport('dstu2-many-types.json');
    expect(pageOf(record, 'Lose weight')).toMatch(/Rejected/);
    expect(pageOf(record, 'Lose weight')).toMatch(/1 January 2027/);
    expect(record).toMatch(/Not to be done\nGive morphine/);
    const stay = pageOf(record, 'Stay in hospital');
    for (const word of [/1 November 2026/, /20 November 2026/, /Stroke/, /discharge/i, /Home/]) {
      expect(stay).toMatch(word);
    }
    expect(record).not.toMatch(/Planned\nGive morphine/);
  });
});
