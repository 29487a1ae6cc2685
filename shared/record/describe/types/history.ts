import type { TypeTable } from '../type-table.ts';

/** What runs in the family. @see https://hl7.org/fhir/R4/familymemberhistory.html */
export const familyMemberHistory: TypeTable = {
  title: ['relationship', 'name'],
  date: ['date'],
  dateMeaning: 'recorded',
  facts: {
    condition: {
      is: 'condition',
      head: ['code'],
      parts: {
        'onset[x]': 'onset',
        contributedToDeath: 'contributedToDeath',
        outcome: 'outcome',
        note: 'note',
      },
    },
    deceasedBoolean: 'deceased',
    deceasedAge: 'deceasedAge',
    deceasedRange: 'deceasedAge',
    deceasedDate: 'deceased',
    deceasedString: 'deceased',
    'age[x]': 'age',
    'born[x]': 'birthDate',
    sex: 'gender',
    name: 'otherName',
    dataAbsentReason: 'statusReason',
    reasonCode: 'reasonCode',
    reasonReference: 'reasonReference',
    note: 'note',
  },
  organisation: [],
};

/** @see https://hl7.org/fhir/R4/clinicalimpression.html */
export const clinicalImpression: TypeTable = {
  title: ['code', 'description', 'summary'],
  date: ['effectiveDateTime', 'effectivePeriod', 'date'],
  facts: {
    description: 'description',
    summary: 'conclusion',
    finding: {
      is: 'finding',
      head: ['itemCodeableConcept', 'itemReference'],
      parts: { basis: 'basis' },
    },
    investigation: { is: 'investigation', head: ['code'], parts: { item: 'basis' } },
    problem: 'addresses',
    prognosisCodeableConcept: 'prediction',
    prognosisReference: 'prediction',
    statusReason: 'statusReason',
    supportingInfo: 'supportingInfo',
    note: 'note',
  },
  organisation: ['assessor'],
};

/** @see https://hl7.org/fhir/R4/riskassessment.html */
export const riskAssessment: TypeTable = {
  title: ['code', 'method', 'condition'],
  date: ['occurrenceDateTime', 'occurrencePeriod'],
  facts: {
    prediction: {
      is: 'prediction',
      head: ['outcome'],
      parts: {
        qualitativeRisk: 'probability',
        'probability[x]': 'probability',
        relativeRisk: 'comparedWith',
        'when[x]': 'timing',
        rationale: 'reasonCode',
      },
    },
    mitigation: 'mitigation',
    condition: 'condition',
    method: 'method',
    basis: 'basis',
    reasonCode: 'reasonCode',
    reasonReference: 'reasonReference',
    note: 'note',
  },
  organisation: ['performer'],
};

/** @see https://hl7.org/fhir/R4/detectedissue.html */
export const detectedIssue: TypeTable = {
  title: ['code', 'detail'],
  date: ['identifiedDateTime', 'identifiedPeriod'],
  facts: {
    severity: 'severity',
    detail: 'detail',
    implicated: 'implicated',
    evidence: { is: 'basis', head: ['code', 'detail'], parts: { detail: 'detail' } },
    mitigation: {
      is: 'mitigation',
      head: ['action'],
      parts: { date: 'occurrence', author: 'author' },
    },
  },
  organisation: ['author'],
};

/** @see https://hl7.org/fhir/R4/adverseevent.html */
export const adverseEvent: TypeTable = {
  title: ['event', 'category'],
  date: ['date', 'detected', 'recordedDate'],
  facts: {
    actuality: 'type',
    seriousness: 'severity',
    severity: 'severity',
    outcome: 'outcome',
    suspectEntity: {
      is: 'implicated',
      head: ['instance'],
      parts: { 'causality.assessment': 'probability' },
    },
    resultingCondition: 'condition',
    location: 'location',
    category: 'category',
    study: 'supportingInfo',
  },
  organisation: ['recorder'],
};

/** @see https://hl7.org/fhir/R4/flag.html */
export const flag: TypeTable = {
  title: ['code'],
  date: ['period'],
  facts: { 'period.end': 'end', category: 'category', encounter: 'episode' },
  organisation: ['author'],
};
