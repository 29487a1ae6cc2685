/** What people call a code system. */
const names: readonly (readonly [RegExp, string])[] = [
  [/snomed\.info\/sct/, 'SNOMED CT'],
  [/loinc\.org/, 'LOINC'],
  [/icd-?10/i, 'ICD-10'],
  [/icd-?9/i, 'ICD-9'],
  [/icd-?11|id\.who\.int\/icd/i, 'ICD-11'],
  [/rxnorm/i, 'RxNorm'],
  [/\/cvx$/i, 'CVX'],
  [/\/ndc$/i, 'NDC'],
  [/\/cpt$|ama-assn\.org/i, 'CPT'],
  [/readv2|read2/i, 'Read version 2'],
  [/ctv3/i, 'Read version 3'],
  [/whocc\.no\/atc/i, 'ATC'],
  [/dmd|dm\+d/i, 'dm+d'],
];

/** The name by which people know the code system of this address, else the address. */
export function codeSystemName(system: string): string {
  return names.find(([address]) => address.test(system))?.[1] ?? system;
}
