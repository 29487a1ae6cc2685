import { expect, it } from 'vitest';
import { describe } from '../../../../shared/record/describe.ts';
import { english } from '../../../../shared/words/english.ts';
import { say } from '../../../../shared/words/say.ts';

const ucum = 'http://unitsofmeasure.org';

function valueOf(text: string, valueQuantity: object, members = {}): string | undefined {
  const observation = { resourceType: 'Observation', code: { text }, valueQuantity, ...members };
  return say(describe(observation), english).value;
}

it.each([
  ['INR', { value: 5.1, unit: 'INR' }, '5.1'],
  ['INR', { value: 5.1, unit: '{INR}', system: ucum, code: '{INR}' }, '5.1'],
  ['Prothrombin time INR', { value: 5.1, unit: 'INR' }, '5.1'],
  ['International normalised ratio (INR)', { value: 8, unit: 'INR', comparator: '>' }, '> 8'],
  ['pH', { value: 7.1, unit: 'pH', system: ucum, code: '[pH]' }, '7.1'],
])('a unit that is the name of the test is not repeated: %s', (name, quantity, said) => {
  expect(valueOf(name, quantity)).toBe(said);
});

it.each([
  ['Weight in kg', { value: 70, unit: 'kg', system: ucum, code: 'kg' }, '70 kg'],
  ['Haemoglobin (g/L)', { value: 130, unit: 'g/L' }, '130 g/L'],
  ['Anti-CCP (RU)', { value: 12, unit: 'RU' }, '12 RU'],
  ['INR', { value: 14, unit: 's', system: ucum, code: 's' }, '14 seconds'],
])('any other unit is: %s', (name, quantity, said) => {
  expect(valueOf(name, quantity)).toBe(said);
});

it('of a part, by what the part is called', () => {
  const part = { code: { text: 'INR' }, valueQuantity: { value: 5.1, unit: 'INR' } };
  const panel = {
    resourceType: 'Observation',
    code: { text: 'Clotting screen' },
    component: [part],
  };
  const facts = say(describe(panel), english).facts;
  expect(facts.map(({ name, value }) => `${name}: ${value}`)).toEqual(['INR: 5.1']);
});
