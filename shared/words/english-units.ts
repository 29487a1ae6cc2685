import type { UnitWords } from './unit-words.ts';

/** Units in British English; prescriptions spell out micrograms and units. */
export const unitsInEnglish: UnitWords = {
  worded: {
    microgram: { one: 'microgram', many: 'micrograms' },
    unit: { one: 'unit', many: 'units' },
    'international-unit': { one: 'international unit', many: 'international units' },
  },
  counted(unit, number) {
    if (!(Number(number) > 1) || !countable.test(unit)) return unit;
    if (/(?:ch|sh|s|x)$/i.test(unit)) return `${unit}es`;
    return /[^aeiou]y$/i.test(unit) ? `${unit.slice(0, -1)}ies` : `${unit}s`;
  },
  everyTime: (code) => ({ d: '/day', wk: '/week', mo: '/month', a: '/year' })[code],
};

/** What a dose or a supply is counted in. */
const countable =
  /^(?:actuation|ampoule|applicator|bag|blister|bottle|capsule|cartridge|dose|dressing|drop|inhalation|injection|lozenge|pack|pastille|patch|pen|pessary|puff|sachet|spray|strip|suppository|syringe|tablet|tube|unit|vial|wafer)$/i;
