import { describe, expect, it } from 'vitest';
import { caseReport, hasCases } from './case-report.ts';
import { pageOf, sectionOf } from './pages.ts';

describe.skipIf(!hasCases)('cases of problems, vaccinations and procedures', () => {
  it('problem-onset-and-end-forms', async () => {
    const { record, summary, card, errors } = await caseReport('problem-onset-and-end-forms.json');
    const pages: readonly (readonly [string, RegExp])[] = [
      ['# Abatement string', /at age 52[^]*after surgery in 2011/],
      ['# Onset age years', /at age 52/],
      ['# Onset string', /in childhood/],
      ['# Onset range', /between the ages of 10 and 12/],
      ['# No clinical status but abated', /Ended\n2015/],
      ['# Breast cancer', /In remission[^]*IIb/],
      ['# Refuted TB', /Found not to be so/],
      ['# Differential PE', /one of several possibilities/],
      ['# Evidence', /left[^]*CT scan shows 5 cm AAA/],
      ['# Full-time employment', /Noted at a visit/],
    ];
    for (const [title, words] of pages) expect(pageOf(record, title)).toMatch(words);
    const problems = sectionOf(summary, 'Problems');
    expect(problems).toMatch(/Onset age years\. Started: at age 52/);
    expect(problems).toMatch(/Onset string\. Started: in childhood/);
    expect(problems).toMatch(/Onset range\. Started: between the ages of 10 and 12/);
    expect(problems).toMatch(/Differential PE \(Active, one of several possibilities/);
    expect(problems).toMatch(/CT scan shows 5 cm AAA/);
    expect(problems).not.toMatch(/Breast cancer|No clinical status|Refuted TB|Abatement string/);
    const past = sectionOf(summary, 'Past problems');
    expect(past).toMatch(/Abatement string\..*after surgery in 2011.*Resolved/);
    expect(past).toMatch(/No clinical status but abated\. Ended: 2015/);
    expect(past).toMatch(/Breast cancer\. Stage: IIb \(In remission/);
    for (const text of [record, summary, card]) expect(text).not.toMatch(/52 a\b|12 a\b/);
    expect(summary).not.toMatch(/Refuted TB(?!.*not to be so)/);
    expect(errors).toEqual([]);
  });

  it('vaccinations-and-procedures-not-done-and-reasons', async () => {
    const { record, summary, card, errors } = await caseReport(
      'vaccinations-and-procedures-not-done-and-reasons.json',
    );
    const pages: readonly (readonly [string, RegExp])[] = [
      ['# MMR', /Not given[^]*Immunocompromised/],
      [
        '# Yellow fever',
        /1 September 2026[^]*subpotent[^]*Cold chain break[^]*Febrile seizure, 2 September 2026[^]*booster/,
      ],
      ['# Hep B', /2 of 3[^]*Parent recall/],
      ['# Appendicectomy', /Not done[^]*Patient declined/],
      ['# Hip replacement', /2019[^]*Left hip[^]*Infection, DVT[^]*Ceramic prosthesis[^]*Latex/],
      ['# ERCP', /2020[^]*Stopped[^]*Anaphylaxis to contrast/],
      ['# Chemotherapy', /Started\n1 October 2026[^]*Going on/],
    ];
    for (const [title, words] of pages) expect(pageOf(record, title)).toMatch(words);
    const vaccinations = sectionOf(summary, 'Vaccinations');
    expect(vaccinations).toMatch(/Yellow fever\..*subpotent.*Cold chain break.*Febrile seizure/);
    expect(vaccinations).toMatch(/Hep B\..*2 of 3/);
    const procedures = sectionOf(summary, 'Procedures');
    expect(procedures).toMatch(/Hip replacement\..*Infection, DVT/);
    expect(procedures).toMatch(/ERCP\..*Anaphylaxis to contrast.*Stopped/);
    expect(procedures).toMatch(/Chemotherapy \(Going on, since 1 October 2026/);
    for (const text of [vaccinations, procedures, card]) {
      expect(text).not.toMatch(/MMR|Appendicectomy/);
    }
    expect(errors).toEqual([]);
  });

  it('gpconnect-problems', async () => {
    const { record, summary } = await caseReport('gpconnect-problems.json');
    expect(pageOf(record, '# Diabetes mellitus\nStarted')).toMatch(
      /2019[^]*Active[^]*Major[^]*Recorded as\nDiabetes mellitus/,
    );
    expect(record).toMatch(/# Diabetes mellitus\n[^]*dx/);
    expect(pageOf(record, '# Diabetic foot')).toMatch(/Not active[^]*2 February 2024/);
    expect(pageOf(record, '# Asthma')).toMatch(/Active/);
    expect(pageOf(record, '# COPD')).toMatch(/Ended[^]*date not given/);
    const problems = sectionOf(summary, 'Problems');
    expect(problems).toMatch(/Diabetes mellitus\. Significance: Major \(Active, since 2019/);
    expect(problems).toMatch(/Asthma/);
    expect(problems).not.toMatch(/COPD|Diabetic foot/);
    const past = sectionOf(summary, 'Past problems');
    expect(past).toMatch(/Diabetic foot\. Ended: 2 February 2024/);
    expect(past).toMatch(/COPD\. Ended: date not given/);
    expect(summary).not.toMatch(/^## Test results$/m);
    expect(summary).not.toMatch(/Status not known|Transfer-degraded/);
  });

  it('gpconnect-not-given-and-prohibited: vaccination and procedure', async () => {
    const { record, summary } = await caseReport('gpconnect-not-given-and-prohibited.json');
    expect(pageOf(record, '# MMR')).toMatch(/Not given[^]*Egg allergy/);
    expect(pageOf(record, '# Amputation of leg')).toMatch(/Not done[^]*Refused/);
    expect(summary).not.toMatch(/^## (?:Vaccinations|Procedures)$/m);
  });

  it('dstu2-many-types: allergies, problems, vaccination and procedure', async () => {
    const { record, summary, card } = await caseReport('dstu2-many-types.json');
    expect(pageOf(record, '# Penicillin')).toMatch(
      /Amoxicillin: Angioedema, severe, from this substance: likely/,
    );
    expect(pageOf(record, '# Latex')).toMatch(/Past: resolved/);
    expect(pageOf(record, '# Nuts')).toMatch(/Found not to be so/);
    expect(pageOf(record, '# Eggs')).toMatch(/Entered in error/);
    expect(pageOf(record, '# Pneumonia')).toMatch(/Ended/);
    expect(pageOf(record, '# Gout')).toMatch(/at age 40/);
    expect(pageOf(record, '# Flu')).toMatch(/Not given[^]*Declined/);
    expect(pageOf(record, '# CABG')).toMatch(/Not done[^]*Unfit/);
    const allergies = sectionOf(summary, 'Allergies and intolerances');
    expect(allergies).toMatch(/Severe Penicillin/);
    expect(allergies).toMatch(/Latex \(Past: resolved/);
    expect(allergies).not.toMatch(/Nuts(?! \(Found not to be so)/);
    expect(sectionOf(summary, 'Problems')).toMatch(/Gout/);
    expect(sectionOf(summary, 'Problems')).not.toMatch(/Pneumonia/);
    expect(sectionOf(summary, 'Past problems')).toMatch(/Pneumonia/);
    for (const text of [summary, card]) expect(text).not.toMatch(/Eggs|\bFlu\b|CABG/);
  });

  it('same-degraded-code-different-names', async () => {
    const { record, summary } = await caseReport('same-degraded-code-different-names.json');
    const names = [
      'Warfarin 3 mg tablets',
      'Insulin glargine 100 units/ml',
      'Methotrexate 2.5 mg tablets',
      'Type 1 diabetes',
      'Haemophilia A',
      'Pacemaker implanted',
      'Hernia repair',
      'Tetanus',
      'MMR',
      'Serum potassium',
      'ESR',
    ];
    for (const name of names) {
      expect(record).toMatch(new RegExp(`# ${name}`));
      expect(summary).toMatch(new RegExp(`- ${name}`));
    }
    expect(record).not.toMatch(/# Transfer-degraded/);
    expect(summary).not.toMatch(/Transfer-degraded|older/);
  });
});
