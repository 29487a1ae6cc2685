import type { FhirResource } from '../../../fhir/resource.ts';
import type { Fact } from '../../fact.ts';
import { extensionPart, extensionsOf, extensionValue } from '../extension.ts';
import { conceptFact } from '../reading.ts';
import type { TypeTable } from '../type-table.ts';

/** @see https://hl7.org/fhir/R4/device.html */
export const device: TypeTable = {
  // What it is, before what its maker calls it. When it was made is no date of the patient's.
  title: ['type', 'deviceName.name', 'modelNumber'],
  date: [],
  facts: {
    safety: 'safety',
    type: 'type',
    statusReason: 'statusReason',
    'deviceName.name': 'otherName',
    manufacturer: 'manufacturer',
    modelNumber: 'modelNumber',
    partNumber: 'modelNumber',
    serialNumber: 'serialNumber',
    lotNumber: 'lotNumber',
    distinctIdentifier: 'identifier',
    'udiCarrier.deviceIdentifier': 'udi',
    'udiCarrier.carrierHRF': 'udi',
    expirationDate: 'expirationDate',
    version: { is: 'version', head: ['value'], parts: { type: 'type' } },
    specialization: { is: 'specialty', head: ['systemType'], parts: { version: 'version' } },
    property: {
      is: 'detail',
      head: ['type'],
      label: 'type',
      parts: { valueQuantity: 'quantity', valueCode: 'detail' },
    },
    location: 'location',
    contact: 'telecom',
    note: 'note',
  },
  organisation: ['owner'],
};

/** @see https://hl7.org/fhir/R4/deviceusestatement.html */
export const deviceUseStatement: TypeTable = {
  title: ['device'],
  date: ['timingDateTime', 'timingPeriod', 'recordedOn'],
  facts: {
    'timingPeriod.end': 'end',
    timingTiming: 'timing',
    bodySite: 'bodySite',
    reasonCode: 'reasonCode',
    reasonReference: 'reasonReference',
    derivedFrom: 'basis',
    note: 'note',
  },
  organisation: ['source'],
};

/** What R5 says of whether a device is used as it should be, for which R4 has no place. */
export function usageFacts(resource: FhirResource): Fact[] {
  const said = extensionsOf(resource, /DeviceUsage\.(?:usageStatus|usageReason)$/).flatMap((one) =>
    conceptFact('detail', extensionValue(one)),
  );
  const adherence = extensionsOf(resource, /DeviceUsage\.adherence$/).flatMap((one) => [
    ...conceptFact('occurrence', extensionPart(one, 'code')),
    ...conceptFact('reasonCode', extensionPart(one, 'reason')),
  ]);
  return [...said, ...adherence];
}

/** @see https://hl7.org/fhir/R4/nutritionorder.html */
export const nutritionOrder: TypeTable = {
  title: ['oralDiet.type', 'supplement.type', 'enteralFormula.baseFormulaType'],
  date: ['dateTime'],
  facts: {
    'oralDiet.type': 'type',
    'oralDiet.texture': { is: 'texture', head: ['modifier'], parts: { foodType: 'content' } },
    'oralDiet.fluidConsistencyType': 'fluidConsistency',
    'oralDiet.nutrient': { is: 'content', head: ['modifier'], parts: { amount: 'quantity' } },
    'oralDiet.instruction': 'instruction',
    'oralDiet.schedule': 'timing',
    excludeFoodModifier: 'excludeFood',
    allergyIntolerance: 'allergyIntolerance',
    foodPreferenceModifier: 'topic',
    supplement: {
      is: 'supplement',
      head: ['productName', 'type'],
      parts: { type: 'type', quantity: 'quantity', schedule: 'timing', instruction: 'instruction' },
    },
    enteralFormula: {
      is: 'formula',
      head: ['baseFormulaProductName', 'baseFormulaType'],
      parts: {
        baseFormulaType: 'type',
        additiveProductName: 'supplement',
        additiveType: 'supplement',
        caloricDensity: 'detail',
        routeofAdministration: 'method',
        administration: {
          is: 'dosage',
          parts: { quantity: 'quantity', 'rate[x]': 'detail', schedule: 'timing' },
        },
        maxVolumeToDeliver: 'quantity',
        administrationInstruction: 'instruction',
      },
    },
    note: 'note',
  },
  organisation: ['orderer'],
};
