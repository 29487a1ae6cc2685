import { describe, expect, it } from 'vitest';
import { fhirJson } from '../../../../electron/http/media-type.ts';
import { readCapability } from '../../../../electron/provider/capability-statement.ts';
import { nextAddress } from '../../../../electron/sync/page-content.ts';
import { everythingJob, planJobs, type Offer } from '../../../../electron/sync/plan.ts';
import { aCapabilityStatement } from '../fixtures.ts';

describe('the next page', () => {
  const page = 'https://hospital.example/fhir/Observation?patient=1';

  it.each([
    ['?page=2', 'https://hospital.example/fhir/Observation?page=2'],
    ['http://hospital.example/fhir?page=2', 'https://hospital.example/fhir?page=2'],
    ['http://elsewhere.example/fhir', 'http://elsewhere.example/fhir'],
    ['http://hospital.example:8080/fhir', 'http://hospital.example:8080/fhir'],
    ['http://', 'http://'],
  ])('%s is at %s', (given, address) => {
    expect(nextAddress(given, page)).toBe(address);
  });
});

/** What a server offers by its statement. */
function offerOf(statement: Readonly<Record<string, unknown>>): Offer {
  const read = readCapability({
    resourceType: 'CapabilityStatement',
    fhirVersion: '4.0.1',
    ...statement,
  });
  if (read?.release === undefined) throw new Error('not a statement of a release that we know');
  return { ...read, release: read.release };
}

const since = '2026-01-20T00:00:00.000Z';
const everything = {
  name: 'everything',
  definition: 'http://hl7.org/fhir/OperationDefinition/Patient-everything',
};

describe('the plan', () => {
  it('asks only for what the server offers, by a parameter that it lists', () => {
    const jobs = planJobs(offerOf(aCapabilityStatement(['Goal', 'Practitioner'])), {});
    expect(jobs).toEqual([
      { kind: 'read', key: 'Patient', type: 'Patient' },
      { kind: 'search', key: 'Goal', type: 'Goal', release: 'R4', parameter: 'patient' },
    ]);
    const resource = [{ type: 'Observation', searchParam: [{ name: 'subject' }] }];
    const [, bySubject] = planJobs(offerOf({ rest: [{ resource }] }), {});
    expect(bySubject).toMatchObject({ parameter: 'subject' });
  });

  it('tries every type of a server that lists none', () => {
    expect(planJobs(offerOf({ rest: [] }), {}).length).toBeGreaterThan(60);
  });

  it('speaks the words of the release', () => {
    const typesOf = (statement: Readonly<Record<string, unknown>>) =>
      planJobs(offerOf(statement), {}).map(({ type }) => type);
    const stu3 = typesOf({ fhirVersion: '3.0.2', rest: [] });
    expect(stu3).toEqual(
      expect.arrayContaining(['ReferralRequest', 'ProcedureRequest', 'MedicationRequest']),
    );
    expect(stu3).not.toContain('ServiceRequest');
    const dstu2 = typesOf({ resourceType: 'Conformance', fhirVersion: '1.0.2', rest: [] });
    expect(dstu2).toEqual(
      expect.arrayContaining(['MedicationOrder', 'DiagnosticOrder', 'DeviceUseRequest']),
    );
    expect(dstu2).not.toContain('MedicationRequest');
    expect(fhirJson('DSTU2')).toMatch(/^application\/json\+fhir/);
    expect(fhirJson('STU3')).toBe('application/fhir+json');
  });

  it('asks for everything of a type that cannot be asked for what changed', () => {
    const resource = [
      { type: 'Goal', searchParam: [{ name: 'patient' }, { name: '_lastUpdated' }] },
      { type: 'Flag', searchParam: [{ name: 'patient' }] },
    ];
    const wanted = (rest: object) =>
      planJobs(offerOf({ rest: [rest] }), { since }).map((job) => [job.type, 'since' in job]);
    expect(wanted({ resource })).toEqual([
      ['Patient', false],
      ['Goal', true],
      ['Flag', false],
    ]);
    expect(wanted({ resource, searchParam: [{ name: '_lastUpdated' }] })).toContainEqual([
      'Flag',
      true,
    ]);
  });
});

describe('$everything in the plan', () => {
  const resource = [
    { type: 'Goal', interaction: [{ code: 'read' }, { code: 'search-type' }] },
    { type: 'Flag', interaction: [{ code: 'read' }] },
  ];
  const withPatient = (operation: readonly object[]) => [
    { type: 'Patient', operation },
    ...resource,
  ];

  it('is for what the server has and does not let anybody search', () => {
    const offer = offerOf({ rest: [{ resource: withPatient([everything]) }] });
    const planned = everythingJob(offer, {});
    expect([planned?.isNeeded, [...(planned?.job.types ?? [])]]).toEqual([true, ['Flag']]);
  });

  it('is kept in reserve where everything can be searched', () => {
    const offer = offerOf({
      rest: [{ resource: [{ type: 'Patient', operation: [everything] }, resource[0]] }],
    });
    expect(everythingJob(offer, {})?.isNeeded).toBe(false);
  });

  it('is for all where there is no search', () => {
    const patient = { type: 'Patient', interaction: [{ code: 'read' }], operation: [everything] };
    const planned = everythingJob(offerOf({ rest: [{ resource: [patient] }] }), {});
    expect([planned?.isNeeded, planned?.job.types.size]).toEqual([true, 0]);
  });

  it('is read where the older releases name it, and only that of patients', () => {
    const older = (reference: string) =>
      offerOf({
        fhirVersion: '3.0.2',
        rest: [{ resource, operation: [{ name: 'everything', definition: { reference } }] }],
      }).everything;
    expect(older('OperationDefinition/Patient-everything')).toBe(true);
    expect(older('OperationDefinition/Encounter-everything')).toBe(false);
    expect(offerOf({ rest: [{ resource: withPatient([{ name: 'match' }]) }] }).everything).toBe(
      false,
    );
  });
});
