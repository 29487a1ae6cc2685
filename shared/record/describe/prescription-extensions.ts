import { numberTextOf } from '../../fhir/json.ts';
import { objectsOf, textOf, type FhirResource, type JsonObject } from '../../fhir/resource.ts';
import type { Fact } from '../fact.ts';
import { choiceOf, conceptFact, fact, numberValue } from './reading.ts';

/**
 * What British systems say of a prescription in extensions alone, under the addresses of GP Connect, Care Connect and
 * UK Core alike.
 * @see https://developer.nhs.uk/apis/gpconnect-1-5-0/accessrecord_structured_development_medicationrequest.html
 */
export type PrescriptionExtensions = {
  readonly facts: readonly Fact[];
  /** When the prescription became what it is now. */
  readonly statusChangeDate?: string;
  /** A prescription of GP Connect: there, a "plan" is what the surgery has authorised, and each issue an "order". */
  readonly isAuthorisation: boolean;
};

export function prescriptionExtensions(resource: FhirResource): PrescriptionExtensions {
  const named = (form: RegExp) =>
    objectsOf(resource['extension']).filter(({ url }) => form.test(textOf(url) ?? ''));
  const changes = named(/-MedicationStatusReason(?:-\d+)?$/);
  const types = named(/-PrescriptionType(?:-\d+)?$/);
  const [statusChangeDate] = changes.flatMap((change) => dateIn(change, 'statusChangeDate') ?? []);
  return {
    facts: [
      ...types.flatMap((one) => conceptFact('prescriptionType', one['valueCodeableConcept'])),
      ...named(/-Prescribing(?:Agency|Organi[sz]ation(?:Type)?)(?:-\d+)?$/).flatMap((one) =>
        conceptFact('prescribingAgency', one['valueCodeableConcept']),
      ),
      ...changes.flatMap((change) =>
        inner(change, 'statusReason').flatMap((one) =>
          conceptFact('statusReason', one['valueCodeableConcept']),
        ),
      ),
      ...fact('statusChangeDate', statusChangeDate && { date: statusChangeDate }),
      ...named(/-MedicationQuantityText(?:-\d+)?$/).flatMap((one) =>
        fact('quantity', textOf(one['valueString'])),
      ),
      ...named(/-LastIssueDate(?:-\d+)?$|LastIssueDate(?:-\d+)?$/).flatMap((one) =>
        fact('lastIssueDate', choiceOf(one, 'value')),
      ),
      ...named(/DosageLastChanged(?:-\d+)?$/).flatMap((one) =>
        fact('dosageChanged', choiceOf(one, 'value')),
      ),
      ...named(/-MedicationRepeatInformation(?:-\d+)?$/).flatMap(repeatFacts),
    ],
    ...(statusChangeDate === undefined ? {} : { statusChangeDate }),
    isAuthorisation: types.length > 0,
  };
}

function repeatFacts(repeat: JsonObject): Fact[] {
  const count = (...names: string[]) =>
    names.flatMap((name) => inner(repeat, name)).flatMap((one) => countIn(one) ?? [])[0];
  const end = dateIn(repeat, 'authorisationExpiryDate');
  return [
    ...fact(
      'numberOfRepeatsAllowed',
      numberValue(count('numberOfRepeatPrescriptionsAllowed', 'numberOfPrescriptionsAllowed')),
    ),
    ...fact(
      'numberOfRepeatsIssued',
      numberValue(count('numberOfRepeatPrescriptionsIssued', 'numberOfPrescriptionsIssued')),
    ),
    ...fact('validityEnd', end === undefined ? undefined : { date: end }),
  ];
}

function countIn(extension: JsonObject): unknown {
  const { valuePositiveInt, valueUnsignedInt, valueInteger } = extension;
  return [valuePositiveInt, valueUnsignedInt, valueInteger].find(
    (value) => numberTextOf(value) !== undefined,
  );
}

function inner(extension: JsonObject, url: string): JsonObject[] {
  return objectsOf(extension['extension']).filter((one) => one['url'] === url);
}

function dateIn(extension: JsonObject, url: string): string | undefined {
  return inner(extension, url).flatMap(
    (one) => textOf(one['valueDateTime']) ?? textOf(one['valueDate']) ?? [],
  )[0];
}
