import { jsonText } from '../provider/json.ts';
import { randomFrom, type Random } from './random.ts';
import { encounter, immunisation, medicine, procedure } from './make-care.ts';
import { allergy, letter, problem } from './make-findings.ts';
import { observation, report } from './make-results.ts';
import { patientId, type Maker, type Resource } from './resource-parts.ts';
import { organisations } from './vocabulary.ts';

const seed = 20_260_101;
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

/**
 * The record of one invented person as NDJSON: `entries` resources of about 1.5 kB each, among them the Patient and the
 * organisations that others point to. The same number always gives the same record.
 */
export function makeRecord(entries: number): string {
  const random = randomFrom(seed);
  const fixed = [
    patient(),
    ...organisations.map(organisation),
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
