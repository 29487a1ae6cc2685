import { describe, expect, it } from 'vitest';
import { objectOf, resourceOf, type FhirResource } from '../../shared/fhir/resource.ts';
import { readRecord } from '../../shared/fhir/read-record.ts';
import { judgeResource } from './judges/resource.ts';

const subject = { reference: 'Patient/p' };
const text = (words: string) => ({ text: words });
const coding = (system: string, code: string) => ({ coding: [{ system, code }] });
const terminology = 'http://terminology.hl7.org/CodeSystem';

/** An invented record in R5's words, one of each clinical type. */
const record: readonly FhirResource[] = [
  { resourceType: 'Patient', id: 'p', name: [{ family: 'Hale' }] },
  {
    resourceType: 'AllergyIntolerance',
    id: 'allergy',
    type: coding('http://hl7.org/fhir/allergy-intolerance-type', 'allergy'),
    clinicalStatus: coding(`${terminology}/allergyintolerance-clinical`, 'active'),
    code: text('Penicillin'),
    patient: subject,
    participant: [{ function: coding(`${terminology}/x`, 'author'), actor: { display: 'Dr May' } }],
    reaction: [{ manifestation: [{ concept: text('Anaphylaxis') }], severity: 'severe' }],
  },
  {
    resourceType: 'Condition',
    id: 'condition',
    clinicalStatus: coding(`${terminology}/condition-clinical`, 'active'),
    code: text('Gout'),
    subject,
    evidence: [{ concept: text('Painful toe') }],
    participant: [
      { actor: { display: 'Dr May' }, function: coding(`${terminology}/x`, 'informant') },
    ],
  },
  {
    resourceType: 'MedicationStatement',
    id: 'statement',
    status: 'recorded',
    medication: { concept: text('Warfarin 3 mg') },
    subject,
    adherence: {
      code: coding('http://hl7.org/fhir/CodeSystem/medication-statement-adherence', 'not-taking'),
      reason: text('Bleeding'),
    },
    reason: [{ concept: text('Atrial fibrillation') }],
    dosage: [{ text: '3 mg daily', asNeeded: true, asNeededFor: [text('clots')] }],
  },
  {
    resourceType: 'MedicationRequest',
    id: 'request',
    status: 'ended',
    intent: 'order',
    medication: { reference: { reference: 'Medication/m' } },
    subject,
    reason: [{ reference: { reference: 'Condition/condition' } }],
    renderedDosageInstruction: 'One at night',
  },
  {
    resourceType: 'Medication',
    id: 'm',
    code: text('Colchicine'),
    doseForm: text('tablet'),
    ingredient: [
      { item: { concept: text('colchicine') }, strengthQuantity: { value: 0.5, unit: 'mg' } },
    ],
  },
  {
    resourceType: 'Immunization',
    id: 'immunization',
    status: 'completed',
    vaccineCode: text('MMR'),
    patient: subject,
    occurrenceDateTime: '2026-05-01',
    protocolApplied: [{ doseNumber: '2', seriesDoses: 'three' }],
    reaction: [{ manifestation: { concept: text('Febrile seizure') } }],
    manufacturer: { concept: text('A maker') },
  },
  {
    resourceType: 'Encounter',
    id: 'encounter',
    status: 'discharged',
    class: [coding(`${terminology}/v3-ActCode`, 'IMP')],
    subject,
    actualPeriod: { start: '2026-11-10', end: '2026-11-26' },
    reason: [{ value: [{ concept: text('Headache') }] }],
    diagnosis: [{ condition: [{ concept: text('Subdural haematoma') }] }],
    participant: [{ actor: { display: 'Dr May' } }],
    admission: { dischargeDisposition: text('Went home') },
  },
  {
    resourceType: 'Procedure',
    id: 'procedure',
    status: 'completed',
    category: [text('Surgery')],
    code: text('Hip replacement'),
    subject,
    occurrenceDateTime: '2019',
    complication: [{ concept: text('Infection') }],
    used: [{ concept: text('Latex') }],
  },
  {
    resourceType: 'DiagnosticReport',
    id: 'report',
    status: 'modified',
    code: text('Histology'),
    subject,
    conclusion: 'Benign',
    study: [{ reference: 'ImagingStudy/i' }, { reference: 'GenomicStudy/g' }],
  },
  {
    resourceType: 'DocumentReference',
    id: 'document',
    status: 'current',
    docStatus: 'appended',
    subject,
    content: [
      {
        attachment: { contentType: 'text/plain', data: 'aGk=', size: '2' },
        profile: [{ valueCoding: { system: 'urn:x', code: 'f' } }],
      },
    ],
    context: [{ reference: 'Encounter/encounter' }, { reference: 'ServiceRequest/s' }],
    facilityType: text('Clinic'),
  },
  {
    resourceType: 'Appointment',
    id: 'appointment',
    status: 'booked',
    start: '2026-12-01T10:00:00Z',
    end: '2026-12-01T10:20:00Z',
    reason: [{ concept: text('Review') }],
    participant: [{ actor: subject, required: true, status: 'accepted' }],
    patientInstruction: [{ concept: text('Bring your card') }],
  },
  {
    resourceType: 'CarePlan',
    id: 'plan',
    status: 'active',
    intent: 'plan',
    subject,
    addresses: [{ concept: text('Epilepsy') }],
    activity: [{ plannedActivityReference: { reference: 'ServiceRequest/s' } }],
  },
  {
    resourceType: 'ServiceRequest',
    id: 's',
    status: 'active',
    intent: 'order',
    code: { concept: text('CT head') },
    subject,
    reason: [{ concept: text('Fall') }],
  },
  {
    resourceType: 'Consent',
    id: 'refusal',
    status: 'active',
    category: [coding(`${terminology}/consentcategorycodes`, 'dnr')],
    subject,
    date: '2026-01-01',
    period: { start: '2026-01-01' },
    grantor: [subject],
    decision: 'deny',
    provision: [{ code: [text('Blood transfusion')], provision: [{ code: [text('Albumin')] }] }],
  },
  {
    resourceType: 'Consent',
    id: 'permit',
    status: 'active',
    category: [text('Research')],
    subject,
    decision: 'permit',
    provision: [{ code: [text('Samples')] }, { code: [text('Scans')] }],
  },
  {
    resourceType: 'DeviceUsage',
    id: 'usage',
    status: 'stopped',
    patient: subject,
    device: { concept: text('Insulin pump') },
    reason: [{ concept: text('Diabetes') }],
    bodySite: { concept: text('Abdomen') },
    adherence: { code: text('Never'), reason: [text('Skin reaction')] },
    dateAsserted: '2026-02-01',
  },
  {
    resourceType: 'Composition',
    id: 'letter',
    status: 'corrected',
    type: text('Letter'),
    subject: [subject],
    date: '2026-02-01T10:00:00Z',
    author: [{ display: 'Dr May' }],
    title: 'Letter',
  },
];

const read = (resources: readonly object[]) =>
  readRecord(
    JSON.stringify({
      resourceType: 'Bundle',
      type: 'collection',
      entry: resources.map((resource) => ({ resource })),
    }),
  );

function inR4(id: string): FhirResource | undefined {
  return read(record).resources.find(({ resource }) => resource.id === id)?.resource;
}

describe('a record in FHIR R5', () => {
  it('is told from R4, and keeps what came beside', () => {
    const { resources, version, skipped } = read(record);
    expect(version).toBe('R5');
    expect(skipped).toEqual([]);
    expect(resources).toHaveLength(record.length);
    expect(new Set(resources.map(({ original }) => original?.version))).toEqual(new Set(['R5']));
    expect(resources.map(({ original }) => JSON.parse(original?.text ?? '') as unknown)).toEqual(
      record,
    );
  });

  it('passes the judges of R4', () => {
    const faults = read(record).resources.flatMap(({ text: written }) =>
      judgeResource(resourceOf(JSON.parse(written)) ?? { resourceType: '' }),
    );
    // R4 wants of a consent what R5 does not have; nothing is made up for it.
    expect(faults.filter((fault) => !/Consent.*(?:scope|policy)/i.test(fault))).toEqual([]);
  });

  it.each([
    [
      'allergy',
      {
        type: 'allergy',
        recorder: { display: 'Dr May' },
        reaction: [{ manifestation: [{ text: 'Anaphylaxis' }], severity: 'severe' }],
      },
    ],
    [
      'condition',
      { evidence: [{ code: [{ text: 'Painful toe' }] }], asserter: { display: 'Dr May' } },
    ],
    [
      'statement',
      {
        status: 'not-taken',
        statusReason: [{ text: 'Bleeding' }],
        medicationCodeableConcept: { text: 'Warfarin 3 mg' },
        reasonCode: [{ text: 'Atrial fibrillation' }],
        dosage: [{ text: '3 mg daily', asNeededCodeableConcept: { text: 'clots' } }],
      },
    ],
    [
      'request',
      {
        status: 'completed',
        medicationReference: { reference: 'Medication/m' },
        reasonReference: [{ reference: 'Condition/condition' }],
        dosageInstruction: [{ text: 'One at night' }],
      },
    ],
    [
      'm',
      {
        form: { text: 'tablet' },
        ingredient: [
          {
            itemCodeableConcept: { text: 'colchicine' },
            strength: { numerator: { value: 0.5, unit: 'mg' } },
          },
        ],
      },
    ],
    [
      'immunization',
      {
        protocolApplied: [{ doseNumberPositiveInt: 2, seriesDosesString: 'three' }],
        reaction: [{ detail: { display: 'Febrile seizure' } }],
        manufacturer: { display: 'A maker' },
      },
    ],
    [
      'encounter',
      {
        status: 'finished',
        class: { code: 'IMP' },
        period: { start: '2026-11-10', end: '2026-11-26' },
        reasonCode: [{ text: 'Headache' }],
        diagnosis: [{ condition: { display: 'Subdural haematoma' } }],
        participant: [{ individual: { display: 'Dr May' } }],
        hospitalization: { dischargeDisposition: { text: 'Went home' } },
      },
    ],
    [
      'procedure',
      {
        category: { text: 'Surgery' },
        performedDateTime: '2019',
        complication: [{ text: 'Infection' }],
        usedCode: [{ text: 'Latex' }],
      },
    ],
    ['report', { status: 'amended', imagingStudy: [{ reference: 'ImagingStudy/i' }] }],
    [
      'document',
      {
        docStatus: 'amended',
        content: [{ attachment: { size: 2 }, format: { code: 'f' } }],
        context: {
          encounter: [{ reference: 'Encounter/encounter' }],
          related: [{ reference: 'ServiceRequest/s' }],
          facilityType: { text: 'Clinic' },
        },
      },
    ],
    [
      'appointment',
      {
        reasonCode: [{ text: 'Review' }],
        participant: [{ required: 'required' }],
        patientInstruction: 'Bring your card',
      },
    ],
    [
      'plan',
      {
        addresses: [{ display: 'Epilepsy' }],
        activity: [{ reference: { reference: 'ServiceRequest/s' } }],
      },
    ],
    ['s', { code: { text: 'CT head' }, reasonCode: [{ text: 'Fall' }] }],
    [
      'refusal',
      {
        status: 'active',
        dateTime: '2026-01-01',
        patient: subject,
        performer: [subject],
        provision: {
          type: 'deny',
          period: { start: '2026-01-01' },
          code: [{ text: 'Blood transfusion' }],
          provision: [{ code: [{ text: 'Albumin' }] }],
        },
      },
    ],
    [
      'permit',
      {
        provision: {
          type: 'permit',
          provision: [
            { type: 'permit', code: [{ text: 'Samples' }] },
            { type: 'permit', code: [{ text: 'Scans' }] },
          ],
        },
      },
    ],
    [
      'usage',
      {
        resourceType: 'DeviceUseStatement',
        status: 'stopped',
        subject,
        device: { display: 'Insulin pump' },
        reasonCode: [{ text: 'Diabetes' }],
        bodySite: { text: 'Abdomen' },
        recordedOn: '2026-02-01',
      },
    ],
    ['letter', { status: 'amended', subject, title: 'Letter' }],
  ])('says in R4 what it said: %s', (id, said) => {
    expect(inR4(id)).toMatchObject(said);
  });

  it('says what stands in no member of R4 in the extensions that HL7 has for it', () => {
    const urls = JSON.stringify(inR4('statement')?.['extension']);
    expect(urls).toContain(
      'http://hl7.org/fhir/5.0/StructureDefinition/extension-MedicationStatement.adherence',
    );
    expect(objectOf(inR4('statement'))?.['status']).toBe('not-taken');
  });

  it('of a kind without a mapping is refused with a reason', () => {
    const message = {
      resourceType: 'Communication',
      status: 'completed',
      subject,
      reason: [{ concept: text('Warning') }],
      payload: [{ contentCodeableConcept: text('Stop warfarin') }],
    };
    const { resources, skipped } = read([...record, message]);
    expect(skipped).toEqual([{ type: 'Communication', reason: 'newer-version' }]);
    expect(resources).toHaveLength(record.length);
  });

  it('is told by what its server says of itself, and by a profile', () => {
    const plain = { resourceType: 'Observation', id: 'o', status: 'final', code: text('Weight') };
    const versions = (resources: readonly object[]) =>
      read(resources).resources.map(({ original }) => original?.version);
    expect(versions([plain])).toEqual([undefined]);
    expect(
      versions([{ resourceType: 'ImplementationGuide', fhirVersion: ['5.0.0'] }, plain]),
    ).toEqual(['R5']);
    const profile = ['http://hl7.org/fhir/5.0/StructureDefinition/Observation'];
    expect(versions([{ ...plain, meta: { profile } }])).toEqual(['R5']);
    expect(
      versions([
        {
          ...plain,
          meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-x|5.0.1'] },
        },
      ]),
    ).toEqual([undefined]);
  });

  it('in XML is read alike', () => {
    const xml = `<Bundle xmlns="http://hl7.org/fhir"><entry><resource><MedicationStatement>
      <status value="recorded"/><medication><concept><text value="Warfarin"/></concept></medication>
      <subject><reference value="Patient/p"/></subject><reason><concept><text value="AF"/></concept></reason>
      </MedicationStatement></resource></entry></Bundle>`;
    expect(readRecord(xml).resources.map(({ resource }) => resource)).toMatchObject([
      {
        status: 'unknown',
        medicationCodeableConcept: { text: 'Warfarin' },
        reasonCode: [{ text: 'AF' }],
      },
    ]);
  });
});
