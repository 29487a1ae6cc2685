/** Classes of medicines that a clinician must not miss, the most dangerous to miss first. */
export const medicineClasses = [
  'anticoagulant',
  'insulin',
  'steroid',
  'immunosuppressant',
  'cytotoxic',
  'clozapine',
  'lithium',
  'digoxin',
  'antiarrhythmic',
  'antiepileptic',
  'opioid',
  'antiplatelet',
  'depot-antipsychotic',
  'levodopa',
  'antithyroid',
  'theophylline',
  'mao-inhibitor',
  'sulfonylurea',
] as const;
export type MedicineClass = (typeof medicineClasses)[number];

/** The systems by whose codes medicines are known. */
export type MedicineCodeSystem = 'atc' | 'rxnorm' | 'snomed';
