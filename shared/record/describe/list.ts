import { codeOfConcept } from '../../fhir/concept.ts';
import { objectsOf, textOf, type FhirResource, type JsonObject } from '../../fhir/resource.ts';
import type { Fact } from '../fact.ts';
import { conceptFact, facts } from './reading.ts';

/** GP Connect's and UK Core's extension, in whichever version of its address. */
const warningUrl =
  /\/Extension-(?:CareConnect-GPC|CareConnect|GPConnect|UKCore)-ListWarningCode(?:-\d+)?$/;

/** What a List says of itself as a whole: why it is not whole, and why it is empty. */
export function listFacts(list: FhirResource): Fact[] {
  const warnings = objectsOf(list['extension'])
    .filter(({ url }) => warningUrl.test(textOf(url) ?? ''))
    .flatMap((one) => codeIn(one) ?? []);
  return [
    ...facts(
      'warningCode',
      warnings.map((code) => ({ code })),
    ),
    ...conceptFact('emptyReason', list['emptyReason']),
  ];
}

function codeIn(extension: JsonObject): string | undefined {
  const { valueCode, valueString, valueCoding, valueCodeableConcept } = extension;
  return (
    textOf(valueCode) ?? textOf(valueString) ?? codeOfConcept(valueCodeableConcept ?? valueCoding)
  );
}
