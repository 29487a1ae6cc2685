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

/** Numbers below this are of problems that still stand. A longer life means more that is over, not more that is current. */
const activeBelow = 240;

/** A problem or a diagnosis. */
export function problem(draft: Draft): Resource {
  const { random, day, number } = draft;
  const kind = random.pick(words.problems);
  const clinical = number < activeBelow ? 'active' : 'resolved';
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

/** An allergy with its reaction. */
export function allergy(draft: Draft): Resource {
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

/** A letter with its text inside. */
export function letter(draft: Draft): Resource {
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
