import { describe, expect, it } from 'vitest';
import { caseReport, hasCases } from './case-report.ts';
import { firstOf, pageCalled, sectionOf } from './pages.ts';

describe.skipIf(!hasCases)('what a clinician must not miss (skipped: no ../shared)', () => {
  it('summary-important-entries-among-many: nothing pushes out what is dangerous not to know', async () => {
    const { summary, errors } = await caseReport('summary-important-entries-among-many.json');
    expect(errors).toEqual([]);
    const procedures = sectionOf(summary, /^Procedures/);
    expect(procedures.split('\n- ')[1]).toMatch(/^Implantation of cardiac pacemaker \(.*2018\)/);
    const past = sectionOf(summary, /^Past problems/);
    expect(past.split('\n- ')[1]).toMatch(/^Malignant hyperthermia \(Not active.*1999\)/);
    const results = sectionOf(summary, /^Test results/);
    expect(results).toMatch(/INR: 9\.5 Critically high \(1 May 2023\)/);
    expect(results).toMatch(/lithium: 1\.9 mmol\/L \(1 May 2026\)/);
    expect(results).toMatch(/7 other results/);
    expect(procedures).toMatch(/6 other procedures/);
    expect(past).toMatch(/4 other past problems/);
    expect(summary).not.toMatch(/\bolder\b/);
    const first = firstOf(summary);
    expect(first).toMatch(/Malignant hyperthermia/);
    expect(first).toMatch(/pacemaker/);
    expect(first).toMatch(/INR: 9\.5/);
  });

  it('wishes-not-for-cpr-as-observation: a wish without a value is a wish', async () => {
    const { record, summary, card, errors } = await caseReport(
      'wishes-not-for-cpr-as-observation.json',
    );
    expect(errors).toEqual([]);
    const wish = 'Not for attempted cardiopulmonary resuscitation';
    expect(pageCalled(record, wish)).toContain('1 May 2026');
    expect(firstOf(summary)).toMatch(new RegExp(`${wish}.*1 May 2026`));
    expect(sectionOf(summary, /^Wishes for care/)).toMatch(new RegExp(`${wish} \\(1 May 2026\\)`));
    expect(card).toMatch(new RegExp(`WISHES: ${wish} \\(1 May 2026\\)`));
    for (const text of [record, summary, card]) expect(text).not.toMatch(/no (?:value|result)\b/i);
  });

  it('consent-blood-refused-and-dnr-rejected: what was rejected is no wish, what is refused is said', async () => {
    const { summary, card, ips, errors } = await caseReport(
      'consent-blood-refused-and-dnr-rejected.json',
    );
    expect(errors).toEqual([]);
    const onCard = /^WISHES: .*$/m.exec(card)?.[0] ?? '';
    for (const text of [firstOf(summary), sectionOf(summary, /^Wishes for care/), onCard]) {
      expect(text).toMatch(/do not resuscitate/i);
      expect(text).toMatch(/Refuses: Blood transfusion \(Jehovah's Witness\)/);
      expect(text).toContain('1 January 2026');
      expect(text).not.toMatch(/February|rejected|agree|\bdnr\b/);
    }
    expect(ips).not.toMatch(/"status":"rejected"/);
  });

  it('medicine-do-not-give-and-intents: the alerts name what was ordered, held back or forbidden', async () => {
    const { summary } = await caseReport('medicine-do-not-give-and-intents.json');
    const first = firstOf(summary);
    expect(first).toMatch(/DO NOT GIVE: Aspirin 75 mg/);
    expect(first).toMatch(/Blood thinner: Warfarin 3 mg, ON HOLD \(INR 8\)/);
    expect(first).not.toMatch(/Apixaban|Amiodarone|Digoxin|Enoxaparin|Draft|Eie/);
    const over = summary.indexOf('Not current: stopped');
    expect(summary.indexOf('Warfarin 3 mg. ')).toBeLessThan(over);
    for (const name of ['Enoxaparin', 'Simvastatin', 'Ramipril']) {
      expect(summary.indexOf(name)).toBeGreaterThan(over);
    }
  });

  it('encounter-recent-discharge: a stay is told in one line', async () => {
    const { summary, errors } = await caseReport('encounter-recent-discharge.json');
    expect(errors).toEqual([]);
    const line = sectionOf(summary, /^Hospital stays/);
    for (const part of [
      'inpatient',
      'Reason',
      'Diagnosis',
      '10 November 2026',
      '26 November 2026',
      'Home',
    ]) {
      expect(line).toContain(part);
    }
  });

  it('medicine-handed-out-after-completed-request: it is current, with its dose, and flagged', async () => {
    const { summary, card, errors } = await caseReport(
      'medicine-handed-out-after-completed-request.json',
    );
    expect(errors).toEqual([]);
    expect(firstOf(summary)).toMatch(
      /Blood thinner: Warfarin 3 mg, handed out 20 November 2026, 3 mg daily/,
    );
    expect(sectionOf(summary, /^Medicines/)).toMatch(
      /Warfarin 3 mg\. 3 mg daily \(Handed out, 20 November 2026\)/,
    );
    expect(summary).not.toMatch(/Not current|No current medicines/);
    expect(card).toMatch(/MEDICINES: Warfarin 3 mg, 3 mg daily/);
  });

  it('pregnancy-status-and-due-date: the pregnancy comes first, with the date that is expected', async () => {
    const { summary, errors } = await caseReport('pregnancy-status-and-due-date.json');
    expect(errors).toEqual([]);
    expect(firstOf(summary)).toMatch(
      /Pregnant \(1 September 2026; expected date of delivery 12 March 2027\)/,
    );
    const section = sectionOf(summary, /^Pregnancy/);
    expect(section).toMatch(/Pregnant \(1 September 2026\)/);
    expect(section).toMatch(/expected date of delivery\): 12 March 2027/);
  });

  it('problem-onset-and-end-forms: a job is no disease', async () => {
    const { record, summary, card } = await caseReport('problem-onset-and-end-forms.json');
    expect(record).toContain('Full-time employment');
    for (const text of [summary, card]) expect(text).not.toMatch(/employment/i);
  });

  it('dstu2-many-types: the alerts and the stay', async () => {
    const { summary, errors } = await caseReport('dstu2-many-types.json');
    expect(errors).toEqual([]);
    const first = firstOf(summary);
    expect(first).toMatch(/Severe allergy: Penicillin \(Amoxicillin: Angioedema/);
    expect(first).toMatch(/Blood thinner: Warfarin 5 mg, STOPPED 1 October 2026 \(Bleeding\)/);
    expect(first).toMatch(/Weakens the immune system: Methotrexate.*WEEKLY ONLY/);
    expect(first).toMatch(/Potassium: < 2\.8 mmol\/L \(critically low/);
    expect(first).not.toMatch(/Clopidogrel|Nuts|Eggs|Latex/);
    expect(sectionOf(summary, /^Hospital stays/)).toMatch(/Stroke.*20 November 2026/);
  });
});
