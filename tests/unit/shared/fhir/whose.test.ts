import { describe, expect, it } from 'vitest';
import type { FhirResource } from '../../../../shared/fhir/resource.ts';
import {
  noteKnown,
  noteOwnName,
  noteOwnPatient,
  nothingKnown,
  whoseIs,
  type Addressed,
  type Known,
  type Whose,
} from '../../../../shared/fhir/whose.ts';

const nhs = 'https://fhir.nhs.uk/Id/nhs-number';
const mine: FhirResource = {
  ...{ resourceType: 'Patient', id: '14', birthDate: '1951-04-02' },
  name: [{ family: 'Hale', given: ['Margaret'] }],
  identifier: [
    { system: nhs, value: '943 476 5919' },
    { system: 'urn:hospital', value: 'H1' },
  ],
  link: [{ other: { reference: 'Patient/old' }, type: 'replaces' }],
};

/** What a download from one server knows. */
function aServer(more: readonly FhirResource[] = []): Known {
  const known = nothingKnown('https://Records.example.org/fhir/');
  noteOwnName(known, 'Patient/14');
  noteOwnPatient(known, { resource: mine });
  noteKnown(
    known,
    more.map((resource) => ({ resource })),
  );
  return known;
}

/** What a file knows whose Patient stands under this address. */
function aFile(fullUrl?: string): Known {
  const known = nothingKnown();
  noteOwnPatient(known, fullUrl === undefined ? { resource: mine } : { resource: mine, fullUrl });
  return known;
}

const anEntry = (subject: unknown, more: object = {}): FhirResource => ({
  ...{ resourceType: 'Observation', id: 'o', subject },
  ...more,
});
const at = (reference: string) => ({ reference });

describe('whose an entry is, by whom it says it is about', () => {
  const contained = (patient: object) =>
    anEntry(at('#p'), { contained: [{ resourceType: 'Patient', id: 'p', ...patient }] });
  const table: readonly (readonly [string, FhirResource, Whose])[] = [
    ['the patient', anEntry(at('Patient/14')), 'own'],
    ['the patient, in a version', anEntry(at('Patient/14/_history/3')), 'own'],
    ['the patient, by address', anEntry(at('https://records.example.org/fhir/Patient/14')), 'own'],
    ['by another spelling', anEntry(at('http://RECORDS.example.org:80/fhir//Patient/14')), 'own'],
    [
      'a version by address',
      anEntry(at('https://records.example.org/fhir/Patient/14/_history/1')),
      'own',
    ],
    ['somebody else', anEntry(at('Patient/15')), 'other'],
    [
      'somebody else, by address',
      anEntry(at('https://records.example.org/fhir/Patient/15')),
      'other',
    ],
    ['an id that begins like it', anEntry(at('Patient/141')), 'other'],
    ['who was merged into the patient', anEntry(at('Patient/old')), 'own'],
    [
      'the same short id elsewhere',
      anEntry(at('https://elsewhere.example.org/Patient/14')),
      'unclear',
    ],
    ['another id elsewhere', anEntry(at('https://elsewhere.example.org/Patient/9')), 'unclear'],
    ['the NHS number', anEntry({ identifier: { system: nhs, value: '9434765919' } }), 'own'],
    [
      'its OID',
      anEntry({ identifier: { system: 'urn:oid:2.16.840.1.113883.2.1.4.1', value: '9434765919' } }),
      'own',
    ],
    ['another NHS number', anEntry({ identifier: { system: nhs, value: '9434765870' } }), 'other'],
    [
      'another hospital number',
      anEntry({ identifier: { system: 'urn:hospital', value: 'H2' } }),
      'other',
    ],
    [
      'a number that nobody knows',
      anEntry({ identifier: { system: 'urn:lab', value: '1' } }),
      'unclear',
    ],
    ['a conditional reference', anEntry(at('Patient?identifier=urn:hospital|H1')), 'own'],
    ['one to another', anEntry(at('Patient?identifier=urn:hospital%7CH2')), 'other'],
    ['one that only the server can answer', anEntry(at('Patient?name=Hale')), 'unclear'],
    [
      'another id with the own number',
      anEntry({ ...at('Patient/15'), identifier: { system: nhs, value: '9434765919' } }),
      'own',
    ],
    ['the name alone', anEntry({ display: 'Hale, Margaret' }), 'own'],
    ['another name alone', anEntry({ display: 'Owen Hale' }), 'unclear'],
    ['nobody', anEntry(undefined), 'own'],
    ['a device', anEntry(at('Device/1')), 'own'],
    ['a place', anEntry(at('Location/1')), 'own'],
    ['a group', anEntry(at('Group/1')), 'unclear'],
    [
      'an address without meaning',
      anEntry(at('urn:uuid:0b9ae4e5-0000-4000-8000-000000000000')),
      'unclear',
    ],
    ['itself inside', contained({ name: [{ text: 'Margaret Hale' }] }), 'own'],
    [
      'itself inside, by number',
      contained({ identifier: [{ system: nhs, value: '9434765919' }] }),
      'own',
    ],
    [
      'somebody else inside',
      contained({ name: [{ text: 'Owen Hale' }], birthDate: '2015-06-01' }),
      'other',
    ],
    [
      'the same name and another birth date inside',
      contained({ name: [{ text: 'Margaret Hale' }], birthDate: '1990-01-01' }),
      'other',
    ],
    ['nothing inside', anEntry(at('#gone')), 'unclear'],
    [
      'a newborn in the mother’s record',
      anEntry(at('Patient/14'), { focus: [at('RelatedPerson/baby')] }),
      'relative',
    ],
    ['her implant', anEntry(at('Patient/14'), { focus: [at('Device/1')] }), 'own'],
    [
      'the mother, in whose record it stands, for the newborn',
      anEntry(at('Patient/15'), { focus: [at('Patient/14')] }),
      'own',
    ],
    [
      'a child whose parent the patient is',
      anEntry(at('Patient/15'), { performer: [at('Patient/14')] }),
      'relative',
    ],
    [
      'her family history',
      { resourceType: 'FamilyMemberHistory', patient: at('Patient/14') },
      'own',
    ],
    ['her relative', { resourceType: 'RelatedPerson', patient: at('Patient/14') }, 'own'],
    ['another’s relative', { resourceType: 'RelatedPerson', patient: at('Patient/15') }, 'other'],
    [
      'her cover',
      { resourceType: 'Coverage', beneficiary: at('Patient/14'), subscriber: at('Patient/15') },
      'own',
    ],
    ['another’s cover', { resourceType: 'Coverage', beneficiary: at('Patient/15') }, 'other'],
    [
      'her child’s cover, which she pays',
      { resourceType: 'Coverage', beneficiary: at('Patient/15'), subscriber: at('Patient/14') },
      'relative',
    ],
    [
      'another’s task',
      { resourceType: 'Task', for: at('Patient/15'), focus: at('ServiceRequest/1') },
      'other',
    ],
    ['another’s study', { resourceType: 'ResearchSubject', individual: at('Patient/15') }, 'other'],
    [
      'her appointment',
      {
        resourceType: 'Appointment',
        participant: [{ actor: at('Practitioner/1') }, { actor: at('Patient/14') }],
      },
      'own',
    ],
    [
      'another’s appointment',
      {
        resourceType: 'Appointment',
        participant: [{ actor: at('Practitioner/1') }, { actor: at('Patient/15') }],
      },
      'other',
    ],
    [
      'an appointment of nobody',
      { resourceType: 'Appointment', participant: [{ actor: at('Practitioner/1') }] },
      'own',
    ],
    [
      'a family’s account',
      { resourceType: 'Account', subject: [at('Patient/15'), at('Patient/14')] },
      'own',
    ],
    [
      'a group with others',
      {
        resourceType: 'Group',
        member: [{ entity: at('Patient/14') }, { entity: at('Patient/15') }],
      },
      'unclear',
    ],
    [
      'a second Patient',
      { resourceType: 'Patient', id: '15', name: [{ text: 'Owen Hale' }] },
      'other',
    ],
    ['the merged Patient', { resourceType: 'Patient', id: 'old' }, 'own'],
    [
      'a Patient that says to be replaced by hers',
      { resourceType: 'Patient', id: '99', link: [{ other: at('Patient/14') }] },
      'own',
    ],
    [
      'the same person under another id',
      {
        resourceType: 'Patient',
        id: '98',
        identifier: [{ system: nhs, value: '9434765919' }],
        birthDate: '1951-04-02',
      },
      'own',
    ],
    ['a doctor', { resourceType: 'Practitioner', id: '1' }, 'own'],
    [
      'a questionnaire about a subject code',
      { resourceType: 'PlanDefinition', subjectCodeableConcept: { text: 'Any' } },
      'own',
    ],
  ];

  it.each(table)('%s', (_name, resource, whose) => {
    expect(whoseIs({ resource }, aServer())).toBe(whose);
  });

  it('a server that gives itself another address in what it writes is still the same', () => {
    const inner = 'http://inner:8080/fhir';
    const entry = (id: string): Addressed => ({
      resource: anEntry(at(`${inner}/Patient/${id}`)),
      fullUrl: `${inner}/Observation/o`,
    });
    expect(whoseIs(entry('14'), aServer())).toBe('own');
    expect(whoseIs(entry('15'), aServer())).toBe('other');
  });

  it('what names nobody is in doubt once the same place gave others’ entries', () => {
    const known = aServer();
    known.isMixed = true;
    expect(whoseIs({ resource: anEntry(undefined) }, known)).toBe('unclear');
    expect(whoseIs({ resource: { resourceType: 'Practitioner', id: '1' } }, known)).toBe('own');
  });

  it('a mother is told from a stranger by the newborn’s own record', () => {
    const mother = { name: [{ text: 'Ada Hale' }], birthDate: '1920-01-01' };
    const related = {
      resourceType: 'RelatedPerson',
      id: 'm',
      patient: at('Patient/14'),
      ...mother,
    };
    const known = aServer([related, { resourceType: 'Patient', id: '7', ...mother }]);
    expect(whoseIs({ resource: anEntry(at('Patient/7')) }, known)).toBe('relative');
    expect(whoseIs({ resource: anEntry(at('Patient/8')) }, known)).toBe('other');
    expect(whoseIs({ resource: anEntry(at('RelatedPerson/m')) }, known)).toBe('relative');
  });

  it('a group of the patient alone is the patient', () => {
    const known = aServer([
      { resourceType: 'Group', id: 'g', member: [{ entity: at('Patient/14') }] },
    ]);
    expect(whoseIs({ resource: anEntry(at('Group/g')) }, known)).toBe('own');
  });
});

describe('in a file', () => {
  const urn = 'urn:uuid:5F9AE4E5-1111-4000-8000-000000000000';

  it('the address in the Bundle is the patient, in capitals or not', () => {
    expect(whoseIs({ resource: anEntry(at(urn.toLowerCase())) }, aFile(urn))).toBe('own');
    expect(whoseIs({ resource: anEntry(at('Patient/14')) }, aFile(urn))).toBe('own');
    expect(whoseIs({ resource: anEntry(at('resource:0')) }, aFile('resource:0'))).toBe('own');
  });

  it('the id of the patient on another server is in doubt, unless nobody else can have it', () => {
    const known = aFile('https://a.example.org/fhir/Patient/14');
    const fullUrl = 'https://b.example.org/fhir/Observation/o';
    expect(whoseIs({ resource: anEntry(at('Patient/14')), fullUrl }, known)).toBe('unclear');
    expect(whoseIs({ resource: anEntry(at('Patient/15')), fullUrl }, known)).toBe('unclear');
    const unique = '0b9ae4e5-2222-4000-8000-000000000000';
    noteOwnName(known, `https://a.example.org/fhir/Patient/${unique}`);
    expect(whoseIs({ resource: anEntry(at(`Patient/${unique}`)), fullUrl }, known)).toBe('own');
  });

  it('that says nothing of anybody is taken as before', () => {
    expect(whoseIs({ resource: anEntry(at('Patient/1')) }, nothingKnown())).toBe('own');
    expect(whoseIs({ resource: anEntry({ display: 'Anybody' }) }, nothingKnown())).toBe('own');
  });
});
