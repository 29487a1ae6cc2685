import {
  atOrganisation,
  base,
  concept,
  snomed,
  subject,
  visitOf,
  type Draft,
  type Resource,
} from './resource-parts.ts';
import * as words from './vocabulary.ts';

/** Numbers below this are of medicines that are still taken. A longer life means more that is over, not more that is current. */
const takenBelow = 96;

/** A visit to a surgery or a hospital. */
export function encounter(draft: Draft): Resource {
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

/** A prescription. */
export function medicine(draft: Draft): Resource {
  const { random, day, number } = draft;
  const product = random.pick(words.medicines);
  return {
    ...base('MedicationRequest', draft, product.display),
    status: number < takenBelow ? 'active' : random.pick(['completed', 'stopped']),
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

/** A procedure that was done. */
export function procedure(draft: Draft): Resource {
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

/** A vaccination. */
export function immunisation(draft: Draft): Resource {
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
