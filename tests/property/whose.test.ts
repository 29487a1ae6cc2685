import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  noteOwnPatient,
  nothingKnown,
  whoseIs,
  type Known,
  type Whose,
} from '../../shared/fhir/whose.ts';

const base = 'https://records.example.org/fhir';
const number = { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9434765919' };

function known(id: string, isMixed: boolean): Known {
  const told = nothingKnown(base);
  noteOwnPatient(told, {
    resource: {
      ...{ resourceType: 'Patient', id, identifier: [number] },
      name: [{ text: 'Margaret Hale' }],
    },
  });
  told.isMixed = isMixed;
  return told;
}

const id = fc.stringMatching(/^[A-Za-z0-9.-]{1,12}$/);
/** Where R4 says whom an entry is about, by type. */
const place = fc.constantFrom(
  ...[
    ['Condition', 'subject'],
    ['Observation', 'subject'],
    ['AllergyIntolerance', 'patient'],
    ['Coverage', 'beneficiary'],
    ['Task', 'for'],
    ['ResearchSubject', 'individual'],
    ['EnrollmentRequest', 'candidate'],
    ['Appointment', 'participant'],
    ['Person', 'link'],
  ].map(([type = '', member = '']) => ({ type, member })),
);
const inner: Readonly<Record<string, string>> = { participant: 'actor', link: 'target' };

const spelling = fc.constantFrom<(whom: string) => string>(
  (whom) => `Patient/${whom}`,
  (whom) => `Patient/${whom}/_history/1`,
  (whom) => `${base}/Patient/${whom}`,
  (whom) => `${base.replace('https', 'http')}//Patient/${whom}`,
  (whom) => `HTTPS://RECORDS.example.org:443/fhir/Patient/${whom}/_history/2`,
);

/** The entry, in its type's way of naming somebody. */
function anEntry({ type, member }: { type: string; member: string }, subject: object) {
  const within = inner[member];
  const value = within === undefined ? subject : [{ [within]: subject }];
  return { resource: { resourceType: type, id: 'e', [member]: value } };
}

describe('an entry is the person’s own exactly where its subject is', () => {
  it('by its id on the server, however it is spelt and wherever the type names it', () => {
    fc.assert(
      fc.property(fc.tuple(id, id), place, spelling, fc.boolean(), (ids, where, spelt, isMixed) => {
        const [own, named] = ids;
        const expected: Whose = own === named ? 'own' : 'other';
        const entry = anEntry(where, { reference: spelt(named) });
        expect(whoseIs(entry, known(own, isMixed))).toBe(expected);
      }),
    );
  });

  it('by a number that the Patient has, whatever the id', () => {
    fc.assert(
      fc.property(id, id, fc.boolean(), (own, named, hasReference) => {
        const reference = hasReference ? { reference: `Patient/${named}` } : {};
        const entry = anEntry(
          { type: 'Condition', member: 'subject' },
          { ...reference, identifier: number },
        );
        expect(whoseIs(entry, known(own, true))).toBe('own');
      }),
    );
  });

  it('and where there is none, unless others’ entries came from the same place', () => {
    fc.assert(
      fc.property(id, place, fc.boolean(), (own, { type }, isMixed) => {
        const whose = whoseIs({ resource: { resourceType: type, id: 'e' } }, known(own, isMixed));
        const isPersonal = !['Person', 'Appointment', 'EnrollmentRequest'].includes(type);
        expect(whose).toBe(isMixed && isPersonal ? 'unclear' : 'own');
      }),
    );
  });

  it('nothing that stands where the subject should makes it fail', () => {
    fc.assert(
      fc.property(place, fc.jsonValue(), (where, value) => {
        const entry = { resource: { resourceType: where.type, [where.member]: value } };
        expect(['own', 'other', 'relative', 'unclear']).toContain(whoseIs(entry, known('1', true)));
      }),
    );
  });
});
