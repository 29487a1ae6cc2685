import type { TypeTable } from '../type-table.ts';

/** @see https://hl7.org/fhir/R4/imagingstudy.html */
export const imagingStudy: TypeTable = {
  title: ['description', 'procedureCode', 'modality'],
  date: ['started'],
  dateMeaning: 'done',
  facts: {
    procedureCode: 'type',
    modality: 'modality',
    reasonCode: 'reasonCode',
    reasonReference: 'reasonReference',
    series: {
      is: 'series',
      head: ['description', 'bodySite', 'modality'],
      parts: { modality: 'modality', bodySite: 'bodySite', laterality: 'bodySite' },
    },
    location: 'location',
    note: 'note',
  },
  organisation: ['interpreter', 'referrer'],
};

/** @see https://hl7.org/fhir/R4/media.html */
export const media: TypeTable = {
  title: ['content.title', 'type', 'modality', 'view'],
  date: ['createdDateTime', 'createdPeriod', 'issued'],
  dateMeaning: 'done',
  facts: {
    note: 'note',
    type: 'type',
    modality: 'modality',
    view: 'detail',
    bodySite: 'bodySite',
    reasonCode: 'reasonCode',
    deviceName: 'method',
  },
  organisation: ['operator'],
};

/** @see https://hl7.org/fhir/R4/bodystructure.html */
export const bodyStructure: TypeTable = {
  title: ['description', 'morphology', 'location'],
  date: [],
  facts: { morphology: 'morphology', location: 'bodySite', locationQualifier: 'bodySite' },
  organisation: [],
};

/** @see https://hl7.org/fhir/R4/specimen.html */
export const specimen: TypeTable = {
  title: ['type'],
  date: ['collection.collectedDateTime', 'collection.collectedPeriod', 'receivedTime'],
  facts: {
    'collection.collected[x]': 'collected',
    'collection.bodySite': 'bodySite',
    'collection.method': 'method',
    'collection.quantity': 'quantity',
    'collection.fastingStatus[x]': 'detail',
    'collection.collector': 'actor',
    condition: 'condition',
    'container.additive[x]': 'supplement',
    'container.description': 'detail',
    processing: {
      is: 'activity',
      head: ['procedure', 'description'],
      parts: { description: 'detail', 'time[x]': 'occurrence', additive: 'supplement' },
    },
    note: 'note',
  },
  organisation: [],
};

/** @see https://hl7.org/fhir/R4/immunizationrecommendation.html */
export const immunizationRecommendation: TypeTable = {
  title: ['recommendation.vaccineCode', 'recommendation.targetDisease'],
  date: ['date'],
  facts: {
    recommendation: {
      is: 'recommendation',
      head: ['vaccineCode', 'targetDisease', 'description'],
      parts: {
        forecastStatus: 'forecastStatus',
        forecastReason: 'forecastReason',
        targetDisease: 'targetDisease',
        dateCriterion: { is: 'dueDate', head: ['code'], parts: { value: 'occurrence' } },
        description: 'detail',
        'doseNumber[x]': 'doseNumber',
        'seriesDoses[x]': 'quantity',
        series: 'series',
        contraindicatedVaccineCode: 'contraindicatedVaccineCode',
      },
    },
  },
  organisation: ['authority'],
};
