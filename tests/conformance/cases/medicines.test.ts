import { describe, expect, it } from 'vitest';
import { caseReport, hasCases } from './case-report.ts';
import { lineOf, pageCalled } from './pages.ts';

describe.skipIf(!hasCases)('medicines of the cases (skipped: no ../shared)', () => {
  it('medicine-structured-doses: every part of a dose is said', async () => {
    const { record, summary, errors } = await caseReport('medicine-structured-doses.json');
    expect(errors).toEqual([]);
    const facts: readonly (readonly [string, readonly string[]])[] = [
      ['Methotrexate', ['10 mg', 'once a week', 'on Monday', 'ONCE A WEEK ONLY. Never daily']],
      [
        'Paracetamol',
        ['1 to 2 tablets', 'every 4 to 6 hours', 'when needed', 'maximum of 4 g in 24 hours'],
      ],
      ['Noradrenaline', ['0.1 microgram/kg/min', 'Intravenous', 'Left arm', 'Inject']],
      ['Insulin glargine', ['18 units', 'at bedtime']],
      [
        'Prednisolone',
        ['40 mg - once a day - for 5 days, then 10 mg - once a day - at 08:00 - for 7 days'],
      ],
      ['Levothyroxine', ['100 micrograms', 'day']],
      ['Morphine', ['As directed', '10 mg', 'twice a day', 'maximum of 40 mg', 'Do not drive']],
      ['Salbutamol', ['2 puffs', 'QID', 'when needed for wheeze']],
      ['Amoxicillin', ['1000 mg', '3 times a day', '21 times']],
    ];
    for (const [name, said] of facts) {
      for (const fact of said) {
        expect(pageCalled(record, name)).toContain(fact);
        expect(lineOf(summary, name)).toContain(fact);
      }
    }
  });

  it('medicine-do-not-give-and-intents: nothing looks like what was ordered or taken', async () => {
    const { record, summary, card, ips, errors } = await caseReport(
      'medicine-do-not-give-and-intents.json',
    );
    expect(errors).toEqual([]);
    expect(pageCalled(record, 'Aspirin 75 mg')).toMatch(/do not give/i);
    expect(pageCalled(record, 'Apixaban')).toContain('Proposed, not ordered');
    expect(pageCalled(record, 'Digoxin')).toContain('Planned');
    expect(pageCalled(record, 'Amiodarone')).toContain('An option');
    expect(pageCalled(record, 'Amiodarone')).not.toMatch(/\bactive\b/i);
    expect(pageCalled(record, 'Warfarin')).toMatch(/On hold[^]*INR 8/);
    expect(pageCalled(record, 'Ramipril')).toMatch(/Stopped[^]*Angioedema/);
    expect(pageCalled(record, 'Draft drug')).toContain('Draft');
    expect(pageCalled(record, 'Unknown status drug')).toContain('Status not known');
    expect(pageCalled(record, 'Eie drug')).toContain('Entered in error');
    expect(pageCalled(record, 'Enoxaparin')).toMatch(/Not given[^]*Patient refused/);
    expect(pageCalled(record, 'Simvastatin')).toContain('Not taken');

    expect(lineOf(summary, 'Aspirin 75 mg')).toMatch(/do not give/i);
    expect(lineOf(summary, 'Warfarin 3 mg. ')).toMatch(/INR 8.*On hold/);
    expect(lineOf(summary, 'Ramipril')).toMatch(/Angioedema.*Stopped/);
    expect(lineOf(summary, 'Digoxin')).toContain('Planned, not ordered');
    expect(lineOf(summary, 'Enoxaparin')).toContain('Not given');
    expect(lineOf(summary, 'Simvastatin')).toContain('Not taken');
    for (const text of [summary, card]) {
      expect(text).not.toMatch(/blood thinner[^\n]*apixaban/i);
      expect(text).not.toMatch(/(?:apixaban|amiodarone)[^\n;]*\bactive\b/i);
      expect(text).not.toMatch(/Draft drug|Eie drug/);
    }
    expect(ips).not.toContain('MedicationRequest-uv-ips');
  });

  it('medicine-contained-ingredients: a medicine has its strength', async () => {
    const { record, summary, card, errors } = await caseReport(
      'medicine-contained-ingredients.json',
    );
    expect(errors).toEqual([]);
    expect(record).not.toContain('no name recorded');
    for (const text of [record, summary]) {
      expect(text).toMatch(/Codeine 30 mg/);
      expect(text).toMatch(/Paracetamol 500 mg/);
      expect(text).toContain('tablet');
      expect(text).toContain('2 four times a day');
      expect(text).toContain('Insulin human 500 units/mL');
      expect(text).toContain('injection');
      expect(text).toContain('75 micrograms/hour');
    }
    expect(lineOf(summary, 'Insulin human')).toContain('500 units/mL');
    expect(lineOf(summary, 'Fentanyl patch')).toContain('75 micrograms/hour');
    for (const text of [summary, card]) {
      expect(text).not.toMatch(/^(?:(?!500 units\/mL).)*Insulin(?:(?!500 units\/mL).)*$/m);
      expect(text).not.toMatch(/^(?:(?!75 micrograms).)*Fentanyl(?:(?!75 micrograms).)*$/m);
    }
  });

  it('medicine-handed-out-after-completed-request: what was handed out is taken', async () => {
    const { record, summary, errors } = await caseReport(
      'medicine-handed-out-after-completed-request.json',
    );
    expect(errors).toEqual([]);
    expect(record).toMatch(/Handed out\s+20 November 2026[^]*3 mg daily/);
    expect(lineOf(summary, 'Warfarin 3 mg. ')).toMatch(/3 mg daily.*Handed out, 20 November 2026/);
    expect(summary).toMatch(/blood thinner[^\n]*warfarin/i);
    expect(summary).not.toMatch(/## Medicines\s+No information/);
  });

  it('medicine-reasons-as-list: each reason stands with its medicine', async () => {
    const { record, summary, errors } = await caseReport('medicine-reasons-as-list.json');
    expect(errors).toEqual([]);
    expect(pageCalled(record, 'Ramipril')).toMatch(/Stopped[^]*1 November 2026[^]*Angioedema/);
    expect(pageCalled(record, 'Simvastatin')).toMatch(/Not taken[^]*Rhabdomyolysis/);
    expect(lineOf(summary, 'Ramipril')).toMatch(/1 November 2026.*Angioedema.*Stopped/);
    expect(lineOf(summary, 'Simvastatin')).toMatch(/Rhabdomyolysis.*Not taken/);
  });

  it('same-degraded-code-different-names: each under its own name', async () => {
    const { record, summary, errors } = await caseReport('same-degraded-code-different-names.json');
    expect(errors).toEqual([]);
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
      expect(pageCalled(record, name)).toContain(name);
      expect(lineOf(summary, name)).toContain(name);
    }
    expect(lineOf(summary, 'Serum potassium')).toMatch(/6\.9 mmol\/L.*1 September 2026/);
    expect(lineOf(summary, 'ESR')).toContain('3 mm/h');
    expect(lineOf(summary, 'Pacemaker implanted')).toContain('2020');
    expect(summary).not.toMatch(/transfer-degraded|older/i);
  });

  it('dstu2-many-types: medicines and results of an older version', async () => {
    const { record, summary, card, errors } = await caseReport('dstu2-many-types.json');
    expect(errors).toEqual([]);
    const warfarin = pageCalled(record, 'Warfarin 5 mg');
    expect(warfarin).toMatch(/Stopped[^]*With INR monitoring[^]*1 October 2026[^]*Bleeding/);
    const methotrexate = pageCalled(record, 'Methotrexate');
    for (const fact of ['15 mg', 'once a week', 'WEEKLY ONLY', 'maximum of 15 mg in 1 week']) {
      expect(methotrexate).toContain(fact);
      expect(lineOf(summary, 'Methotrexate')).toContain(fact);
    }
    expect(pageCalled(record, 'Clopidogrel')).toMatch(/Not taken[^]*Could not afford/);
    const potassium = pageCalled(record, 'Potassium');
    for (const fact of ['< 2.8 mmol/L', 'ritically low', 'pregnancy: 3.5 to 5.0', 'Phoned']) {
      expect(potassium).toContain(fact);
      expect(lineOf(summary, 'Potassium')).toContain(fact);
    }
    expect(lineOf(summary, 'Warfarin 5 mg')).toMatch(/1 October 2026.*Bleeding.*Stopped/);
    expect(lineOf(summary, 'Clopidogrel')).toMatch(/Could not afford.*Not taken/);
    expect(card).not.toMatch(/Clopidogrel(?![^;\n]*Not taken)/);
  });
});
