import { addressWords, validityOf } from '../../fhir/person.ts';
import { objectsOf, textOf, type FhirResource, type JsonObject } from '../../fhir/resource.ts';
import type { Fact } from '../fact.ts';
import { fact } from './reading.ts';

/** Where somebody can be reached: telephones and addresses, the former ones after all others and marked, each with its end. */
export function reachedAt(resource: FhirResource): Fact[] {
  return [
    ...partsOf(resource, 'telecom', ({ value }) => textOf(value)),
    ...partsOf(resource, 'address', addressWords),
  ];
}

function partsOf(
  resource: FhirResource,
  name: 'address' | 'telecom',
  said: (part: JsonObject) => string | undefined,
): Fact[] {
  return objectsOf(resource[name])
    .toSorted((a, b) => Number(validityOf(a).isOld) - Number(validityOf(b).isOld))
    .flatMap((part): Fact[] => {
      const head = said(part);
      if (head === undefined) return [];
      const parts = validityFacts(part);
      return fact(name, parts.length === 0 ? head : { item: { head, parts } });
    });
}

/** That something is a former one, and when it ended. */
export function validityFacts(part: JsonObject): Fact[] {
  const { isOld, end } = validityOf(part);
  return [
    ...(isOld ? fact('status', { code: 'old' }) : []),
    ...fact('end', end === undefined ? undefined : { date: end }),
  ];
}
