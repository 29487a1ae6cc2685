import { describe, expect, it } from 'vitest';
import { caseReport, hasCases } from './case-report.ts';
import { lineOf, pageCalled } from './pages.ts';

describe.skipIf(!hasCases)('results of the cases (skipped: no ../shared)', () => {
  it('result-kinds-of-value: every kind of value is said as it was written', async () => {
    const { record, summary, errors } = await caseReport('result-kinds-of-value.json');
    expect(errors).toEqual([]);
    const values: readonly (readonly [string, string])[] = [
      ['Troponin', '< 5 ng/L'],
      ['eGFR', '> 90 mL/min'],
      ['Range value', '5 to 10 /HPF'],
      ['Titre', '1:128'],
      ['ECG trace', 'A recorded trace'],
      ['Haemoglobin', '12.5 g/dL'],
      ['Haemoglobin', 'Male: 13 to 17 g/dL; Female, from 18 years: 12 to 15 g/dL'],
      ['Decimals', '1.00 mmol/L'],
      ['Unit code only', '7 mmol/L'],
      ['Bool', 'No'],
      ['Time', '08:30'],
      ['Datetime value', '1 October 2026, 08:30'],
      ['Quantity zero', '0 mg/L'],
      ['Culture', 'E. coli >10^5 CFU, ESBL producer'],
    ];
    for (const [name, value] of values) {
      expect(pageCalled(record, name)).toContain(value);
      expect(lineOf(summary, name)).toContain(value);
    }
    expect(pageCalled(record, 'Integer zero')).toMatch(/Value\s+0\n/);
    expect(pageCalled(record, 'No unit')).toMatch(/Value\s+7\n/);
    expect(lineOf(summary, 'Troponin')).toContain('up to 14 ng/L');
    expect(lineOf(summary, 'Haemoglobin')).not.toMatch(/\blow\b/i);
    expect(record).not.toMatch(/no value/i);
  });

  it('result-components-and-susceptibility: a flag stands with its part', async () => {
    const { record, summary, ips, errors } = await caseReport(
      'result-components-and-susceptibility.json',
    );
    expect(errors).toEqual([]);
    const pressure = lineOf(summary, 'Blood pressure');
    expect(pressure).toContain('> 250 / 110 mmHg');
    expect(pressure).toMatch(/Diastolic: 110 mmHg, critically high/);
    const facts: readonly (readonly [string, readonly string[]])[] = [
      ['Susceptibility panel', ['resistant (R)', 'susceptible (S)', '≤ 0.5 mg/L, susceptible (S)']],
      [
        'U&E',
        [
          '6.8 mmol/L, critically high',
          '139 mmol/L',
          'No value: error',
          'Part without a name',
          '9 mmol/L',
        ],
      ],
    ];
    for (const [name, said] of facts) {
      for (const fact of said) {
        expect(pageCalled(record, name)).toContain(fact);
        expect(lineOf(summary, name)).toContain(fact);
      }
    }
    expect(summary).not.toMatch(/250\/110|Amoxicillin: No value|\bCritical\b(?! result)/);
    // Only the one that its source wrote.
    expect(ips.match(/"dataAbsentReason"/g)).toHaveLength(1);
  });

  it('result-statuses-and-dates: what is not final says so, and dates are as recorded', async () => {
    const { record, summary, errors } = await caseReport('result-statuses-and-dates.json');
    expect(errors).toEqual([]);
    expect(pageCalled(record, 'Preliminary')).toMatch(/not final/);
    expect(pageCalled(record, 'Cancelled')).toMatch(/Status\s+Cancelled/);
    expect(pageCalled(record, 'EIE')).toContain('Entered in error');
    expect(pageCalled(record, 'Registered')).toContain('Result awaited');
    expect(pageCalled(record, 'Corrected')).toMatch(/Benign[^]*Corrected/);
    expect(pageCalled(record, 'Period')).toMatch(/1 January 2026[^]*8 January 2026/);
    expect(pageCalled(record, 'Partial date')).toContain('March 2026');
    expect(record).not.toContain('1 March 2026\n');
    expect(record).toContain('1 March 2026, 23:30 (UTC−08:00)');
    expect(lineOf(summary, 'Preliminary')).toMatch(/Possible carcinoma.*not final/);
    expect(lineOf(summary, 'Corrected')).toMatch(/Benign.*Corrected/);
    expect(summary).not.toMatch(/wrong patient|Cancelled: x/);
  });

  it('result-same-code-two-specimens: each culture with its sample', async () => {
    const { record, summary, errors } = await caseReport('result-same-code-two-specimens.json');
    expect(errors).toEqual([]);
    expect(record).toMatch(/MRSA[^]*positive[^]*Blood/);
    expect(record).toMatch(/No growth[^]*Urine/);
    expect(summary).toMatch(/Microbiological culture: MRSA\.[^\n]*positive[^\n]*Blood/);
    expect(summary).toMatch(/Microbiological culture: No growth\.[^\n]*Urine/);
    expect(summary).not.toMatch(/older result/);
  });

  it('pregnancy-status-and-due-date: the due date is explained, and stands with the pregnancy', async () => {
    const { record, summary, errors } = await caseReport('pregnancy-status-and-due-date.json');
    expect(errors).toEqual([]);
    expect(pageCalled(record, 'Pregnancy status')).toMatch(/Pregnant[^]*1 September 2026/);
    expect(pageCalled(record, 'expected date of delivery')).toContain('12 March 2027');
    expect(lineOf(summary, 'Pregnancy status')).toMatch(/Pregnant.*1 September 2026/);
    expect(lineOf(summary, 'expected date of delivery')).toContain('12 March 2027');
  });
});
