import { LosslessNumber } from 'lossless-json';
import { jsonText } from '../provider/json.ts';
import { randomFrom, type Random } from './random.ts';
import * as words from './vocabulary.ts';

type Resource = { readonly resourceType: string; readonly [member: string]: unknown };

/** One resource to be made: its number, the chance it is made with, and the date it bears. */
type Draft = { readonly number: number; readonly random: Random; readonly day: string };
type Maker = (draft: Draft) => Resource;

const seed = 20_260_101;
const patientId = 'bench-patient';
const subject = { reference: `Patient/${patientId}`, display: 'Wren Bench' };
/** Of each hundred entries so many are of this kind, as in a long general-practice and hospital record. */
const mix: readonly (readonly [share: number, make: Maker])[] = [
  [54, observation],
  [9, report],
  [12, encounter],
  [11, medicine],
  [6, procedure],
  [4, problem],
  [2, immunisation],
  [2, letter],
];
const allergies = 6;
/** What is still going on. A longer life means more that is over, not more that is current. */
const currentAtMost = 12;

/**
 * The record of one invented person as NDJSON: `entries` resources of about 1.5 kB each, among them the Patient and the
 * organisations that others point to. The same number always gives the same record.
 */
export function makeRecord(entries: number): string {
  const random = randomFrom(seed);
  const fixed = [
    patient(),
    ...words.organisations.map(organisation),
    ...Array.from({ length: allergies }, (_, number) =>
      allergy({ number, random, day: dayOf(random) }),
    ),
  ];
  const rest = Array.from({ length: entries - fixed.length }, (_, number) =>
    makerFor(random)({ number, random, day: dayOf(random) }),
  );
  return [...fixed, ...rest].map(jsonText).join('\n');
}

function makerFor(random: Random): Maker {
  let left = random.next() * 100;
  for (const [share, make] of mix) {
    left -= share;
    if (left < 0) return make;
  }
  return observation;
}

function dayOf(random: Random): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${String(random.whole(1998, 2025))}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`;
}

function patient(): Resource {
  return {
    resourceType: 'Patient',
    id: patientId,
    identifier: [{ system: 'https://bench.example/patients', value: '1' }],
    name: [{ use: 'official', family: 'Bench', given: ['Wren'] }],
    gender: 'female',
    birthDate: '1961-04-12',
  };
}

function organisation(name: string, number: number): Resource {
  return { resourceType: 'Organization', id: `org-${String(number)}`, active: true, name };
}

/** What every entry carries, whatever it says: about a third of its bytes. */
function base(resourceType: string, { number, random, day }: Draft, says: string): Resource {
  const id = `${resourceType.toLowerCase()}-${String(number)}`;
  return {
    resourceType,
    id,
    meta: {
      versionId: String(random.whole(1, 4)),
      lastUpdated: `${day}T11:20:00.000+00:00`,
      profile: [`https://bench.example/StructureDefinition/Bench-${resourceType}`],
    },
    text: {
      status: 'generated',
      div: `<div xmlns="http://www.w3.org/1999/xhtml"><p><b>${says}</b></p><p>Recorded on ${day} for Wren Bench, born 12 April 1961.</p></div>`,
    },
    identifier: [{ system: 'https://bench.example/identifiers', value: `${id}-${hexOf(random)}` }],
  };
}

function hexOf(random: Random): string {
  return Array.from({ length: 4 }, () => random.whole(0, 65535).toString(16)).join('-');
}

function concept(system: string, { code, display }: { code: string; display: string }) {
  return {
    coding: [
      { system, code, display },
      { system: 'https://bench.example/codes', code: `L${code}`, display: `${display} (local)` },
    ],
    text: display,
  };
}

const loinc = 'http://loinc.org';
const snomed = 'http://snomed.info/sct';

function atOrganisation(random: Random) {
  const number = random.whole(0, words.organisations.length - 1);
  return { reference: `Organization/org-${String(number)}` };
}

function visitOf({ number }: Draft) {
  return { reference: `Encounter/encounter-${String(Math.floor(number / 8))}` };
}

function observation(draft: Draft): Resource {
  const { random, day } = draft;
  const measured = random.pick(words.measurements);
  const { unit, low, high, vital } = measured;
  const value = low + (random.next() * 1.5 - 0.25) * (high - low);
  const quantity = (written: string) => ({
    value: new LosslessNumber(written),
    unit,
    system: 'http://unitsofmeasure.org',
    code: unit,
  });
  return {
    ...base('Observation', draft, measured.display),
    status: 'final',
    category: [
      concept('http://terminology.hl7.org/CodeSystem/observation-category', {
        code: vital ? 'vital-signs' : 'laboratory',
        display: vital ? 'Vital Signs' : 'Laboratory',
      }),
    ],
    code: concept(loinc, measured),
    subject,
    encounter: visitOf(draft),
    effectiveDateTime: `${day}T09:30:00+00:00`,
    issued: `${day}T16:05:12.000+00:00`,
    performer: [atOrganisation(random)],
    // One in ten ends in a zero, which the record keeps.
    valueQuantity: quantity(value.toFixed(1)),
    referenceRange: [{ low: quantity(String(low)), high: quantity(String(high)) }],
  };
}

function report(draft: Draft): Resource {
  const { random, day, number } = draft;
  const kind = random.pick(words.reports);
  return {
    ...base('DiagnosticReport', draft, kind.display),
    status: 'final',
    category: [
      concept('http://terminology.hl7.org/CodeSystem/v2-0074', {
        code: 'LAB',
        display: 'Laboratory',
      }),
    ],
    code: concept(loinc, kind),
    subject,
    encounter: visitOf(draft),
    effectiveDateTime: `${day}T09:30:00+00:00`,
    issued: `${day}T16:05:12.000+00:00`,
    performer: [atOrganisation(random)],
    result: Array.from({ length: 6 }, (_, offset) => ({
      reference: `Observation/observation-${String(Math.max(0, number - offset))}`,
      display: random.pick(words.measurements).display,
    })),
  };
}

function encounter(draft: Draft): Resource {
  const { random, day } = draft;
  const kind = random.pick(words.visits);
  return {
    ...base('Encounter', draft, kind.display),
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    type: [concept(snomed, kind)],
    subject,
    period: { start: `${day}T09:00:00+00:00`, end: `${day}T09:15:00+00:00` },
    reasonCode: [concept(snomed, random.pick(words.problems))],
    participant: [{ individual: { display: 'Dr Rowan Example' } }],
    serviceProvider: atOrganisation(random),
  };
}

function medicine(draft: Draft): Resource {
  const { random, day, number } = draft;
  const product = random.pick(words.medicines);
  return {
    ...base('MedicationRequest', draft, product.display),
    status: number < currentAtMost * 8 ? 'active' : random.pick(['completed', 'stopped']),
    intent: 'order',
    medicationCodeableConcept: concept(snomed, product),
    subject,
    encounter: visitOf(draft),
    authoredOn: day,
    requester: { ...atOrganisation(random), display: 'Dr Rowan Example' },
    reasonCode: [concept(snomed, random.pick(words.problems))],
    dosageInstruction: [
      {
        text: 'Take one twice a day with food',
        timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
        route: concept(snomed, { code: '26643006', display: 'Oral route' }),
      },
    ],
    dispenseRequest: {
      numberOfRepeatsAllowed: random.whole(0, 6),
      quantity: { value: 56, unit: 'tablet' },
    },
  };
}

function problem(draft: Draft): Resource {
  const { random, day, number } = draft;
  const kind = random.pick(words.problems);
  const clinical = number < currentAtMost * 20 ? 'active' : 'resolved';
  return {
    ...base('Condition', draft, kind.display),
    clinicalStatus: concept('http://terminology.hl7.org/CodeSystem/condition-clinical', {
      code: clinical,
      display: clinical,
    }),
    verificationStatus: concept('http://terminology.hl7.org/CodeSystem/condition-ver-status', {
      code: 'confirmed',
      display: 'Confirmed',
    }),
    category: [
      concept('http://terminology.hl7.org/CodeSystem/condition-category', {
        code: 'problem-list-item',
        display: 'Problem List Item',
      }),
    ],
    code: concept(snomed, kind),
    subject,
    encounter: visitOf(draft),
    onsetDateTime: day,
    recordedDate: day,
    recorder: { display: 'Dr Rowan Example' },
  };
}

function procedure(draft: Draft): Resource {
  const { random, day } = draft;
  const kind = random.pick(words.procedures);
  return {
    ...base('Procedure', draft, kind.display),
    status: 'completed',
    code: concept(snomed, kind),
    subject,
    encounter: visitOf(draft),
    performedPeriod: { start: `${day}T09:00:00+00:00`, end: `${day}T09:30:00+00:00` },
    performer: [{ actor: atOrganisation(random) }],
    reasonCode: [concept(snomed, random.pick(words.problems))],
    note: [{ text: 'Explained to the patient, who agreed. No complication was seen on the day.' }],
  };
}

function immunisation(draft: Draft): Resource {
  const { random, day } = draft;
  const vaccine = random.pick(words.vaccines);
  return {
    ...base('Immunization', draft, vaccine.display),
    status: 'completed',
    vaccineCode: concept(snomed, vaccine),
    patient: subject,
    encounter: visitOf(draft),
    occurrenceDateTime: day,
    lotNumber: `LOT${String(random.whole(1000, 9999))}`,
    site: concept(snomed, { code: '368208006', display: 'Left upper arm structure' }),
    performer: [{ actor: atOrganisation(random) }],
    protocolApplied: [{ doseNumberPositiveInt: random.whole(1, 3) }],
  };
}

function letter(draft: Draft): Resource {
  const { random, day } = draft;
  const kind = random.pick(words.letters);
  const page =
    `${kind.display}, ${day}. Dear Ms Bench, thank you for coming to the clinic. `.repeat(4);
  return {
    ...base('DocumentReference', draft, kind.display),
    status: 'current',
    type: concept(snomed, kind),
    subject,
    date: `${day}T12:00:00+00:00`,
    author: [atOrganisation(random)],
    content: [
      {
        attachment: {
          contentType: 'text/plain',
          title: kind.display,
          data: Buffer.from(page).toString('base64'),
        },
      },
    ],
  };
}

function allergy(draft: Draft): Resource {
  const { random, day } = draft;
  const allergen = random.pick(words.allergens);
  return {
    ...base('AllergyIntolerance', draft, allergen.display),
    clinicalStatus: concept('http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', {
      code: 'active',
      display: 'Active',
    }),
    criticality: random.pick(['low', 'high']),
    code: concept(snomed, allergen),
    patient: subject,
    recordedDate: day,
    reaction: [
      {
        manifestation: [concept(snomed, { code: '271807003', display: 'Eruption of skin' })],
        severity: 'moderate',
      },
    ],
  };
}
