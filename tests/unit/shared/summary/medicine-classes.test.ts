import { describe, expect, it } from 'vitest';
import { classesOfMedicine, knownMedicines } from '../../../../shared/summary/medicine-classes.ts';
import { medicineClasses } from '../../../../shared/words/medicine-class.ts';
import { namesOfClasses } from '../../../../shared/summary/medicine-class-names.ts';
import { listed, plainWords } from '../../../../shared/summary/plain-words.ts';
import { isSnomedIdentifier } from './snomed-identifier.ts';

const classesOf = (words: string, codes: readonly string[]) =>
  knownMedicines(words, codes).map(({ medicineClass }) => medicineClass);
const named = (words: string) => classesOf(words, []);

describe('medicine classes', () => {
  it('hold only codes that can be one of SNOMED CT', () => {
    const codes = Object.values(namesOfClasses).flatMap(({ snomed }) => listed(snomed));
    expect(codes.filter((code) => !isSnomedIdentifier(code))).toEqual([]);
  });

  it.each([
    ['iloprost, for pulmonary hypertension', 'B01AC11'],
    ['antithrombin', 'B01AB02'],
    ['lofexidine', 'N07BC04'],
  ])('do not take the code of %s for one', (_, code) => {
    expect(classesOf('', [`http://www.whocc.no/atc|${code}`])).toEqual([]);
  });

  it.each([
    ['Warfarin 3mg tablets', ['anticoagulant']],
    ['ELIQUIS 5 MG', ['anticoagulant']],
    ['Clexane 40mg/0.4ml solution for injection pre-filled syringes', ['anticoagulant']],
    ['Insulin glargine 100units/ml solution for injection 3ml pre-filled pen', ['insulin']],
    ['NovoMix 30 FlexPen', ['insulin']],
    ['Prednisolone 5mg gastro-resistant tablets', ['steroid']],
    ['Budesonide 3mg gastro-resistant capsules', ['steroid']],
    ['Methotrexate 2.5 mg', ['immunosuppressant']],
    ['Metotrexato 2,5 mg', ['immunosuppressant']],
    ['Ciclosporin 100mg capsules', ['immunosuppressant']],
    ['Priadel 400mg modified-release tablets', ['lithium']],
    ['Co-codamol 30mg/500mg tablets', ['opioid']],
    ['Fentanyl 75micrograms/hour transdermal patches', ['opioid']],
    ['Epilim Chrono 500', ['antiepileptic']],
    ['Phénytoïne 100 mg', ['antiepileptic']],
    ['Clozapine 100mg', ['clozapine']],
    ['Aripiprazole 400mg prolonged-release suspension', ['depot-antipsychotic']],
    ['Lanoxin-PG 62.5microgram tablets', ['digoxin']],
    ['Amiodarone 200 mg', ['antiarrhythmic']],
    ['Clopidogrel 75mg', ['antiplatelet']],
    ['Co-careldopa 25mg/100mg', ['levodopa']],
    ['Aspirin 25mg / Dipyridamole 200mg', ['antiplatelet']],
    ['Rivaroxaban with aspirin', ['anticoagulant', 'antiplatelet']],
    ['Oxycodone 5mg with naloxone', ['opioid']],
  ])('knows %s', (words, classes) => {
    expect(named(words)).toEqual(classes);
  });

  it.each([
    'Heparin lock flush 10 units/ml',
    'Heparin sodium flush',
    'Insulin syringe 0.5ml',
    'Insulin pen needles 4mm',
    'Digoxin level',
    'Serum lithium level',
    'Lithium heparin tube',
    'Digoxin-specific antibody fragments',
    'Warfarin clinic',
    'Hydrocortisone 1% cream',
    'Hydrocortisone 1%',
    'Dexamethasone 0.1% eye drops',
    'Beclometasone 100micrograms/dose inhaler',
    'Budesonide 200micrograms/dose dry powder inhaler capsules',
    'Hydrocortisone 2.5mg muco-adhesive buccal tablets',
    'Prednisolone 20mg/100ml rectal foam',
    'Tacrolimus 0.1% ointment',
    'Fluorouracil 5% cream',
    'Hirudoid cream (heparinoid)',
    'Aripiprazole 10mg tablets',
    'Gabapentin 300mg capsules',
    'Paracetamol 500mg tablets',
    'Insulinoma',
  ])('does not take %s for one', (words) => {
    expect(named(words)).toEqual([]);
  });

  it('knows a code where there is no name', () => {
    expect(classesOf('', ['http://www.whocc.no/atc|B01AF02'])).toEqual(['anticoagulant']);
    expect(classesOf('', ['http://www.nlm.nih.gov/research/umls/rxnorm|11289'])).toEqual([
      'anticoagulant',
    ]);
    expect(classesOf('', ['http://snomed.info/sct|796001'])).toEqual(['digoxin']);
    expect(classesOf('', ['http://example.org|11289'])).toEqual([]);
  });

  it('reads the form from the route and from the dose', () => {
    const cream = (dosage: object) =>
      classesOfMedicine({
        title: { text: 'Hydrocortisone' },
        facts: [{ name: 'dosage', value: { dosage } }],
      }).map(({ medicineClass }) => medicineClass);
    expect(cream({ text: 'Apply thinly twice a day' })).toEqual([]);
    expect(cream({ text: 'twice a day', route: { text: 'Topical route' } })).toEqual([]);
    expect(cream({ text: '10 mg twice a day', route: { text: 'Oral' } })).toEqual(['steroid']);
  });

  it('holds only names that can be found', () => {
    for (const medicineClass of medicineClasses) {
      const { names, partial } = namesOfClasses[medicineClass];
      for (const name of [...listed(names), ...listed(partial?.names ?? '')]) {
        expect(plainWords(name)).toBe(` ${name} `);
      }
      for (const name of listed(names)) expect(named(name)).toContain(medicineClass);
    }
  });
});
