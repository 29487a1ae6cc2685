import { describe, expect, it } from 'vitest';
import { toR4 } from '../../../../shared/fhir/other-versions/to-r4.ts';
import {
  fhirVersionsOf,
  versionsTogether,
} from '../../../../shared/fhir/other-versions/version-of.ts';
import type { OtherVersion } from '../../../../shared/fhir/other-versions/mapping.ts';
import type { FhirResource } from '../../../../shared/fhir/resource.ts';
import { versionOfNumber } from '../../../../shared/fhir/version.ts';

const terminology = 'http://terminology.hl7.org/CodeSystem';
const crossVersion = (version: '1.0' | '3.0', path: string) =>
  `http://hl7.org/fhir/${version}/StructureDefinition/extension-${path}`;

const inR4 = (version: OtherVersion, resource: FhirResource) => toR4(resource, version).resource;

describe('an allergy', () => {
  it('of STU3 has its statuses as concepts and its date under R4’s name', () => {
    const mapped = toR4(
      {
        resourceType: 'AllergyIntolerance',
        id: 'a1',
        clinicalStatus: 'active',
        verificationStatus: 'unconfirmed',
        code: { text: 'Penicillin' },
        patient: { reference: 'Patient/1' },
        assertedDate: '2019-03',
      },
      'STU3',
    );
    expect(mapped).toEqual({
      resource: {
        resourceType: 'AllergyIntolerance',
        id: 'a1',
        clinicalStatus: {
          coding: [{ system: `${terminology}/allergyintolerance-clinical`, code: 'active' }],
        },
        verificationStatus: {
          coding: [
            { system: `${terminology}/allergyintolerance-verification`, code: 'unconfirmed' },
          ],
        },
        code: { text: 'Penicillin' },
        patient: { reference: 'Patient/1' },
        recordedDate: '2019-03',
      },
      unplaced: [],
      isMapped: true,
    });
  });

  it('of DSTU2 that was confirmed is not called active, which nobody said', () => {
    const resource = inR4('DSTU2', {
      resourceType: 'AllergyIntolerance',
      status: 'confirmed',
      substance: { text: 'Latex' },
      criticality: 'CRITH',
      category: 'other',
      lastOccurence: '2015',
    });
    expect(resource['clinicalStatus']).toBeUndefined();
    expect(resource).toMatchObject({
      verificationStatus: { coding: [{ code: 'confirmed' }] },
      code: { text: 'Latex' },
      criticality: 'high',
      lastOccurrence: '2015',
      extension: [{ url: crossVersion('1.0', 'AllergyIntolerance.category'), valueCode: 'other' }],
    });
  });
});

describe('what was not given, done or taken', () => {
  it.each([
    ['STU3', { resourceType: 'Immunization', status: 'completed', notGiven: true }, 'not-done'],
    ['DSTU2', { resourceType: 'Immunization', wasNotGiven: true, status: 'completed' }, 'not-done'],
    ['STU3', { resourceType: 'Procedure', notDone: true, status: 'suspended' }, 'not-done'],
    ['STU3', { resourceType: 'Procedure', status: 'suspended', notDone: true }, 'not-done'],
    ['STU3', { resourceType: 'MedicationStatement', taken: 'n', status: 'active' }, 'not-taken'],
    [
      'STU3',
      { resourceType: 'MedicationDispense', status: 'completed', notDone: true },
      'declined',
    ],
  ] as const)(
    'of %s has R4’s status for it and keeps the earlier one',
    (version, source, status) => {
      const { resource, unplaced } = toR4(source, version);
      expect(resource['status']).toBe(status);
      const url = crossVersion(version === 'STU3' ? '3.0' : '1.0', `${source.resourceType}.status`);
      expect(resource['extension']).toEqual([{ url, valueCode: source.status }]);
      expect(unplaced).toEqual([{ path: `${source.resourceType}.status`, kept: 'extension' }]);
    },
  );

  it('stays made in error where it was, and is not called given', () => {
    const { resource } = toR4(
      { resourceType: 'Immunization', status: 'entered-in-error', notGiven: true },
      'STU3',
    );
    expect(resource).toMatchObject({
      status: 'entered-in-error',
      extension: [{ url: crossVersion('3.0', 'Immunization.notGiven'), valueBoolean: true }],
    });
  });

  it.each([
    ['active', 'unk'],
    ['completed', 'unk'],
    ['intended', 'na'],
    ['active', 'y'],
  ])('of a medicine that is %s stays so where its taking is “%s”', (status, taken) => {
    const { resource, unplaced } = toR4(
      { resourceType: 'MedicationStatement', status, taken },
      'STU3',
    );
    expect(resource).toMatchObject({
      status,
      extension: [{ url: crossVersion('3.0', 'MedicationStatement.taken'), valueCode: taken }],
    });
    expect(unplaced).toEqual([{ path: 'MedicationStatement.taken', kept: 'extension' }]);
  });
});

describe('a medicine', () => {
  it('of DSTU2 is an order, with dose and rate together', () => {
    const resource = inR4('DSTU2', {
      resourceType: 'MedicationOrder',
      status: 'active',
      patient: { reference: 'Patient/1' },
      prescriber: { display: 'Dr Shaw' },
      note: 'with food',
      reasonCodeableConcept: { text: 'pain' },
      dosageInstruction: [
        {
          text: 'one in the morning',
          additionalInstructions: { text: 'with water' },
          timing: { repeat: { frequency: 1, period: 1, periodUnits: 'd', when: 'ACM' } },
          doseQuantity: { value: 1 },
          rateRatio: { numerator: { value: 1 } },
        },
      ],
    });
    expect(resource).toEqual({
      resourceType: 'MedicationRequest',
      intent: 'order',
      status: 'active',
      subject: { reference: 'Patient/1' },
      requester: { display: 'Dr Shaw' },
      note: [{ text: 'with food' }],
      reasonCode: [{ text: 'pain' }],
      dosageInstruction: [
        {
          text: 'one in the morning',
          additionalInstruction: [{ text: 'with water' }],
          timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd', when: ['ACM'] } },
          doseAndRate: [{ doseQuantity: { value: 1 }, rateRatio: { numerator: { value: 1 } } }],
        },
      ],
    });
  });

  it('of STU3 names its requester, and keeps on whose behalf', () => {
    const resource = inR4('STU3', {
      resourceType: 'MedicationRequest',
      requester: {
        agent: { reference: 'Practitioner/7' },
        onBehalfOf: { reference: 'Organization/2' },
      },
      context: { reference: 'EpisodeOfCare/3' },
      basedOn: [{ reference: 'ProcedureRequest/9' }],
    });
    expect(resource).toMatchObject({
      requester: {
        reference: 'Practitioner/7',
        extension: [{ valueReference: { reference: 'Organization/2' } }],
      },
      basedOn: [{ reference: 'ServiceRequest/9' }],
      extension: [
        {
          url: crossVersion('3.0', 'MedicationRequest.context'),
          valueReference: { reference: 'EpisodeOfCare/3' },
        },
      ],
    });
    expect(resource['encounter']).toBeUndefined();
  });
});

describe('a result', () => {
  it('keeps its relations, where R4 has them as members and where it has not', () => {
    const { resource, unplaced } = toR4(
      {
        resourceType: 'Observation',
        comment: 'haemolysed',
        interpretation: { coding: [{ system: 'http://hl7.org/fhir/v2/0078', code: 'H' }] },
        related: [
          { type: 'has-member', target: { reference: 'Observation/1' } },
          { type: 'replaces', target: { reference: 'Observation/2' } },
        ],
      },
      'STU3',
    );
    expect(resource).toMatchObject({
      note: [{ text: 'haemolysed' }],
      interpretation: [{ coding: [{ system: `${terminology}/v2-0078`, code: 'H' }] }],
      hasMember: [{ reference: 'Observation/1' }],
      extension: [
        {
          url: crossVersion('3.0', 'Observation.related'),
          extension: [
            { url: 'type', valueCode: 'replaces' },
            { url: 'target', valueReference: { reference: 'Observation/2' } },
          ],
        },
      ],
    });
    expect(unplaced).toEqual([{ path: 'Observation.related', kept: 'extension' }]);
  });
});

describe('a resource of an older version', () => {
  it('names what neither version knows, and leaves it in the original', () => {
    const { resource, unplaced } = toR4(
      { resourceType: 'Flag', status: 'active', vendorSays: 'x', fhir_comments: ['y'] },
      'DSTU2',
    );
    expect(resource).toEqual({ resourceType: 'Flag', status: 'active' });
    expect(unplaced).toEqual([
      { path: 'Flag.fhir_comments', kept: 'original' },
      { path: 'Flag.vendorSays', kept: 'original' },
    ]);
  });

  it('is mapped with what it contains, and no longer claims a profile of its version', () => {
    const profile = 'https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Condition-1';
    const { resource, unplaced } = toR4(
      {
        resourceType: 'Condition',
        meta: { profile: [profile], security: [{ system: 'http://hl7.org/fhir/v3/ActCode' }] },
        contained: [{ resourceType: 'Patient', id: 'p', animal: { species: { text: 'cat' } } }],
        clinicalStatus: 'active',
      },
      'STU3',
    );
    expect(resource['meta']).toEqual({
      security: [{ system: `${terminology}/v3-ActCode` }],
      extension: [{ url: crossVersion('3.0', 'Meta.profile'), valueUri: profile }],
    });
    expect(resource['contained']).toMatchObject([{ resourceType: 'Patient', id: 'p' }]);
    expect(unplaced.map(({ path }) => path)).toEqual(['Meta.profile', 'Patient.animal']);
    expect(versionsTogether([resource])).toEqual(['R4']);
  });

  it('without a mapping stays what it is, and says so', () => {
    const coverage = { resourceType: 'Coverage', plan: 'gold' };
    expect(toR4(coverage, 'DSTU2')).toEqual({
      resource: coverage,
      unplaced: [],
      isMapped: false,
    });
  });
});

describe('the version of a resource', () => {
  it.each([
    [
      'STU3',
      {
        resourceType: 'AllergyIntolerance',
        clinicalStatus: 'active',
        code: {},
        assertedDate: '2020',
      },
    ],
    ['R4', { resourceType: 'AllergyIntolerance', clinicalStatus: { coding: [] }, code: {} }],
    ['DSTU2', { resourceType: 'AllergyIntolerance', substance: {}, status: 'active' }],
    ['DSTU2', { resourceType: 'MedicationOrder' }],
    ['R4', { resourceType: 'ServiceRequest' }],
    [
      'STU3',
      {
        resourceType: 'Patient',
        meta: {
          profile: ['https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1'],
        },
      },
    ],
  ] as const)('is told as %s', (version, resource) => {
    expect(versionsTogether([resource])).toEqual([version]);
    if (version !== 'R4') expect(fhirVersionsOf(resource)).toEqual([version]);
  });

  it('is that of its neighbours where it looks alike in all, and what the source declared', () => {
    const patient = { resourceType: 'Patient', id: '1' };
    const order = { resourceType: 'MedicationOrder' };
    expect(versionsTogether([patient, order])).toEqual(['DSTU2', 'DSTU2']);
    expect(versionsTogether([patient])).toEqual(['R4']);
    expect(versionsTogether([patient], { declared: 'STU3' })).toEqual(['STU3']);
    expect(versionsTogether([order, { resourceType: 'Claims' }], { declared: 'R4' })).toEqual([
      'DSTU2',
      'R4',
    ]);
  });

  it('is read from a number', () => {
    const numbers = ['1.0.2', '3.0.1', '4.0.1', '4.3.0', '5.0.0', 'x'];
    expect(numbers.map(versionOfNumber)).toEqual(['DSTU2', 'STU3', 'R4', 'R4', 'R5', undefined]);
  });
});
