import { describe, expect, it } from 'vitest';
import type { FhirResource } from '../../../../../shared/fhir/resource.ts';
import { describe as described } from '../../../../../shared/record/describe.ts';
import { sharedPatient } from '../../../../../shared/summary/shared-patient.ts';
import { readPerson } from '../../../../../shared/summary/read-person.ts';
import { english } from '../../../../../shared/words/english.ts';
import { say } from '../../../../../shared/words/say.ts';

function linesOf(resource: FhirResource): string[] {
  return say(described(resource), english).facts.map(({ name, value }) => `${name}: ${value}`);
}

describe('what plans say', () => {
  it('is never planned where it must not be done', () => {
    const lines = linesOf({
      resourceType: 'CarePlan',
      activity: [
        {
          detail: { code: { text: 'Lumbar puncture' }, doNotPerform: true, status: 'not-started' },
        },
        { detail: { description: 'Walk daily', status: 'completed', scheduledString: 'Mornings' } },
        { reference: { display: 'Physiotherapy' }, progress: [{ text: 'Two sessions' }] },
      ],
    });
    expect(lines).toEqual([
      'Not to be done: Lumbar puncture (Status: Not started)',
      'Activity: Walk daily (Status: Completed; When: Mornings)',
      'Activity: Physiotherapy (Progress: Two sessions)',
    ]);
  });

  it('tells every target of a goal with its day', () => {
    const target = [
      {
        measure: { text: 'Weight' },
        detailRange: { high: { value: 80, unit: 'kg' } },
        dueDate: '2027-03',
      },
      { dueDuration: { value: 6, unit: 'weeks' } },
    ];
    const lines = linesOf({ resourceType: 'Goal', description: { text: 'Lighter' }, target });
    expect(lines).toEqual([
      'Target: Weight (Details: up to 80 kg; By: March 2027)',
      'Target: By: 6 weeks',
    ]);
  });

  it('says of a request that it is not to be done, in words for what is no medicine', () => {
    const request = {
      resourceType: 'ServiceRequest',
      status: 'active',
      code: { text: 'Liver biopsy' },
      doNotPerform: true,
    };
    expect(say(described(request), english).title).toBe('Not to be done: Liver biopsy');
    expect(linesOf(request).join()).not.toContain('medicine');
  });
});

describe('what consents say', () => {
  it('tells what is refused from what is agreed to, also within an exception', () => {
    const lines = linesOf({
      resourceType: 'Consent',
      status: 'active',
      category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0', display: 'Consent' }] }],
      provision: {
        type: 'permit',
        code: [{ text: 'Dialysis' }],
        provision: [{ type: 'deny', code: [{ text: 'Intubation' }, { text: 'Ventilation' }] }],
      },
    });
    expect(lines.join('\n')).toMatch(/Agrees to: Dialysis/);
    expect(lines.join('\n')).toMatch(/Refuses: Intubation \(Refuses: Ventilation\)/);
  });

  it('calls what was rejected not in force', () => {
    const consent = { resourceType: 'Consent', status: 'rejected', scope: { text: 'Wishes' } };
    expect(say(described(consent), english).status).toBe('Rejected, not in force');
    expect(described(consent).standing).toBe('past');
  });
});

describe('what questionnaires say', () => {
  it('keeps a nested question with the one above it', () => {
    const lines = linesOf({
      resourceType: 'QuestionnaireResponse',
      item: [
        {
          text: 'Pain',
          item: [
            {
              text: 'Where?',
              answer: [
                {
                  valueString: 'Knee',
                  item: [{ text: 'Which?', answer: [{ valueCoding: { display: 'Left' } }] }],
                },
              ],
            },
          ],
        },
      ],
    });
    expect(lines).toEqual(['Pain – Where?: Knee', 'Pain – Where? – Which?: Left']);
  });
});

describe('people', () => {
  const nhs = 'https://fhir.nhs.uk/Id/nhs-number';
  const patient = (members: object): FhirResource => ({ resourceType: 'Patient', ...members });

  it('have the NHS number that holds, whatever the order and whether its time ended or it is called old', () => {
    const view = readPerson(
      patient({
        identifier: [
          { system: nhs, value: '9000000009', period: { end: '2020-01-01' } },
          { system: nhs, value: '9000000017', use: 'old' },
          { system: nhs, value: '943 476 5919' },
        ],
      }),
      [],
      { words: english, issued: undefined },
    );
    expect(view.identifiers).toEqual([
      { name: 'NHS number', value: '943 476 5919', isNhsNumber: true },
    ]);
  });

  it('have no NHS number where the only one is old', () => {
    const view = readPerson(
      patient({ identifier: [{ system: nhs, value: '9000000009', use: 'old' }] }),
      [],
      { words: english, issued: undefined },
    );
    expect(view.identifiers).toEqual([]);
  });

  it('are called by the name that they have now', () => {
    const view = readPerson(
      patient({
        name: [
          { use: 'maiden', text: 'Ada Stone' },
          { use: 'official', text: 'Ada Vale', period: { end: '2011' } },
          { text: 'Ada Hale' },
        ],
      }),
      [],
      { words: english, issued: undefined },
    );
    expect([view.name, view.formerNames]).toEqual(['Ada Hale', ['Ada Stone', 'Ada Vale']]);
  });

  it('have died, with their age where both days are known', () => {
    const dead = patient({ birthDate: '1950-05-05', deceasedDateTime: '2020-05-04T10:00:00Z' });
    expect(linesOf(dead)).toContain('Died: 4 May 2020, at age 69');
    expect(linesOf(patient({ deceasedBoolean: true }))).toContain('Died: Yes');
    expect(
      readPerson(patient({ deceasedBoolean: false }), [], { words: english, issued: undefined })
        .deceased,
    ).toBeUndefined();
  });

  it('speak a language by its name, also where only its code is given, and as British sources say it', () => {
    const gpConnect =
      'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-NHSCommunication-1';
    const view = readPerson(
      patient({
        communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'pl' }] } }],
        extension: [
          {
            url: gpConnect,
            extension: [
              { url: 'language', valueCodeableConcept: { coding: [{ display: 'Urdu' }] } },
              { url: 'preferred', valueBoolean: true },
              { url: 'interpreterRequired', valueBoolean: true },
            ],
          },
        ],
      }),
      [],
      { words: english, issued: undefined },
    );
    expect([view.languages, view.needsInterpreter]).toEqual([['Urdu', 'Polish'], true]);
  });

  it('keep their social security number at home, by its kind and by who gives it', () => {
    const kept = { system: 'urn:hospital', value: 'H1' };
    const shared = sharedPatient(
      patient({
        identifier: [
          { system: 'http://hl7.org/fhir/sid/us-ssn', value: '1' },
          { system: 'urn:oid:2.16.840.1.113883.4.1', value: '2' },
          { type: { coding: [{ code: 'SS' }] }, value: '3' },
          kept,
        ],
      }),
    );
    expect(shared['identifier']).toEqual([kept]);
  });
});

describe('where somebody can be reached', () => {
  const patient = (members: object): FhirResource => ({ resourceType: 'Patient', ...members });
  const moved = patient({
    address: [
      { line: ['1 Old Road'], period: { end: '2019-05-01' } },
      { line: ['2 Older Road'], use: 'old' },
      { line: ['3 New Road'], period: { end: '2030' } },
    ],
    telecom: [
      { system: 'phone', value: '0111', use: 'old' },
      { system: 'phone', value: '0222', period: { end: '2018' } },
      { system: 'phone', value: '0333' },
    ],
  });

  it('is told from where that was', () => {
    const lines = say(described(moved), english).facts.map(
      ({ name, value }) => `${name}: ${value}`,
    );
    expect(lines).toEqual(
      expect.arrayContaining([
        'Telephone or e-mail: 0222 (Until: 2018)',
        'Telephone or e-mail: 0111 (Status: Old)',
        'Address: 1 Old Road (Until: 1 May 2019)',
        'Address: 2 Older Road (Status: Old)',
      ]),
    );
    const view = readPerson(moved, [], { words: english, issued: '2026-11-30' });
    expect([view.address, view.telecom]).toEqual(['3 New Road', ['0333']]);
  });

  it('is said as old where nothing newer is known', () => {
    const { address } = readPerson(
      patient({ address: [{ line: ['1 Old Road'], use: 'old' }] }),
      [],
      {
        words: english,
        issued: '2026-11-30',
      },
    );
    expect(address).toBe('1 Old Road (an old address; no other is recorded)');
  });
});
