import { defined } from '../base/defined.ts';
import { plainWordsOf } from '../fhir/concept.ts';
import type { Description } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { factsCalled, type FactValue } from '../record/fact.ts';
import { localForms, namesOfClasses, notTheMedicine, otherThings } from './medicine-class-names.ts';
import {
  medicineClasses,
  type MedicineClass,
  type MedicineCodeSystem,
} from '../words/medicine-class.ts';
import { listed, plainWords } from './plain-words.ts';

/** A class, and the name or code by which something was known to belong to it. */
export type KnownMedicine = {
  readonly medicineClass: MedicineClass;
  readonly by: string;
  /** Where it was known by a code alone: whose code that is. */
  readonly system?: MedicineCodeSystem;
};

type Name = {
  readonly words: readonly string[];
  readonly medicineClass: MedicineClass;
  /** Words of which one has to stand beside it. */
  readonly beside?: readonly string[];
};

const namesByFirstWord = new Map<string, Name[]>();
for (const medicineClass of medicineClasses) {
  const { names, partial } = namesOfClasses[medicineClass];
  const beside = listed(partial?.beside ?? '');
  const whole = listed(names).map((name) => ({ words: name.split(' '), medicineClass }));
  const parts = listed(partial?.names ?? '').map((name) => ({
    words: name.split(' '),
    medicineClass,
    beside,
  }));
  for (const name of [...whole, ...parts]) {
    const first = name.words[0] ?? '';
    namesByFirstWord.set(first, [...(namesByFirstWord.get(first) ?? []), name]);
  }
}

const local = listed(localForms);
const others = listed(otherThings);
const following: ReadonlySet<string> = new Set(listed(notTheMedicine));

/** Classes whose medicines act on the whole body only in some forms. */
const byForm: ReadonlySet<MedicineClass> = new Set(['steroid', 'immunosuppressant', 'cytotoxic']);

/** "1%": how the strength of what is put onto the skin or into an eye is written. */
const localStrength = / \d+% /;

/**
 * The classes of high-risk medicines that something of these words and codes belongs to, the most dangerous first, each
 * with the name or code by which it was known.
 * @param words its name as sources write it, with what they say of its form
 * @param codes its codings, `system|code`
 */
export function knownMedicines(words: string, codes: readonly string[]): KnownMedicine[] {
  const text = others.reduce(
    (rest, other) => rest.replaceAll(` ${other} `, ' - '),
    plainWords(words),
  );
  const isLocal = localStrength.test(text) || local.some((form) => text.includes(` ${form} `));
  const found = [...byName(text), ...byCode(codes)].filter(
    ({ medicineClass }) => !(isLocal && byForm.has(medicineClass)),
  );
  return medicineClasses.flatMap((name) =>
    found.filter(({ medicineClass }) => medicineClass === name).slice(0, 1),
  );
}

function byName(text: string): KnownMedicine[] {
  const words = text.trim().split(' ');
  return words.flatMap((word, at) =>
    (namesByFirstWord.get(word) ?? [])
      .filter(({ words: name, beside }) => {
        const after = words.slice(at + name.length, at + name.length + 2);
        return (
          name.every((part, place) => words[at + place] === part) &&
          !after.some((next) => following.has(next)) &&
          (beside === undefined || beside.some((one) => text.includes(` ${one} `)))
        );
      })
      .map(({ words: name, medicineClass }) => ({ medicineClass, by: name.join(' ') })),
  );
}

const atc = 'http://www.whocc.no/atc';
const systems = {
  [atc]: 'atc',
  'http://www.nlm.nih.gov/research/umls/rxnorm': 'rxnorm',
  'http://snomed.info/sct': 'snomed',
} as const;

function systemOf(coding: string): MedicineCodeSystem | undefined {
  return Object.entries(systems).find(([system]) => coding.startsWith(`${system}|`))?.[1];
}

/** By system and code, and for ATC by how the code begins. */
const classesByCode = new Map<string, MedicineClass[]>();
for (const medicineClass of medicineClasses) {
  for (const [system, kind] of Object.entries(systems)) {
    for (const code of listed(namesOfClasses[medicineClass][kind])) {
      const coding = `${system}|${code}`;
      classesByCode.set(coding, [...(classesByCode.get(coding) ?? []), medicineClass]);
    }
  }
}

function byCode(codes: readonly string[]): KnownMedicine[] {
  return codes.flatMap((coding) => {
    const by = coding.split('|')[1] ?? '';
    const isAtc = coding.startsWith(`${atc}|`);
    const beginnings = isAtc ? [3, 4, 5, 7].map((length) => `${atc}|${by.slice(0, length)}`) : [];
    const known = new Set([coding, ...beginnings].flatMap((one) => classesByCode.get(one) ?? []));
    const system = systemOf(coding);
    return [...known].map((medicineClass) => ({ medicineClass, by, ...defined({ system }) }));
  });
}

/** The classes of high-risk medicines that an entry about a medicine names, by its words, its form and its route. */
export function classesOfMedicine(
  entry: Pick<Description, 'title' | 'codes' | 'facts'>,
): KnownMedicine[] {
  const { title, facts } = entry;
  const names = title === undefined ? [] : [plainWordsOf(title), ...displaysOf(title)];
  const forms = factsCalled(facts, 'dosage').flatMap(({ value }) => formsIn(value));
  return knownMedicines([...names, ...forms].join(' / '), mainCodesOf(entry));
}

function displaysOf({ coding = [] }: NonNullable<Description['title']>): string[] {
  return coding.flatMap(({ display }) => display ?? []);
}

/** How a dose says that it is for the place where it is put. */
const localDose = /\b(?:apply|applied|puffs?|inhale[ds]?|drops?|thinly|sprays?|instil)\b/i;

/** The route of a dose, and what its text says of the form. */
function formsIn(value: FactValue): string[] {
  if (typeof value !== 'object' || !('dosage' in value)) return [];
  const { route, text = '' } = value.dosage;
  const said = localDose.test(text) ? ['topical'] : [];
  return route === undefined ? said : [...said, plainWordsOf(route)];
}
