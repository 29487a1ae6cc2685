import { randomFrom, type Random } from '../bench/random.ts';
import { nastyText } from './nasty-shapes.ts';
import type { Json, Seeds } from './seeds.ts';

export type Form = 'bundle' | 'lines' | 'xml';

/** A file made of mutated resources; `xml`: of whatever text. `lines`: those that are counted as entries of it, one a resource. */
export type FuzzedFile = { readonly form: Form; readonly texts: readonly string[] };

/** Stands in a value for what no value can be; `written` puts it in. */
const marks = ['@deep', '@huge', '@number', '@double'] as const;

const nonsense: readonly [unknown, ...unknown[]] = [
  ...([null, '', ' ', [], {}, [null], [[]], {}, true, false, 0, -1, 1e308, 5e-324] as const),
  ...([
    '2019-02-30',
    '20190312',
    '-0001-01-01',
    '9999-99-99T99:99:99Z',
    '2019',
    'yesterday',
  ] as const),
  ...(['Patient/self', '#', '#x', 'urn:uuid:', 'http://', '../../etc', 'Patient/', '//x'] as const),
  ...([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'javascript:alert(1)',
  ] as const),
  ...(['\u0000', '\ud800', '\u202eevil', 'ﷺ'.repeat(20), '🧑‍⚕️', 'é', '\u2028', '\\u0000'] as const),
  ...(['constructor', '__proto__', 'toString', 'entered-in-error', 'active', 'refuted'] as const),
  ...[{ reference: 'Patient/p1' }, { coding: 'x' }, { coding: [{ system: 1, code: {} }] }],
  ...[
    { value: 'many', unit: [] },
    { start: 1, end: [] },
    [{ url: 1 }],
    { extension: [{ url: null }] },
  ],
  ...[{ text: { a: 1 } }, { resourceType: 'Bundle' }, { resourceType: 'Patient', contained: [{}] }],
  ...marks,
];

const ids = ['a', 'A', 'b', '', ' ', 'x'.repeat(70), 'a/b', '1', 'ä', '__proto__'] as const;

/** The file with this number of the run with this seed; the same two always give the same file. */
export function fuzzedFile(seeds: Seeds, seed: number, number: number, size: number): FuzzedFile {
  const random = randomFrom(seed * 7919 + number);
  random.next();
  if (number % 10 === 7) {
    return { form: 'xml', texts: [nastyText((number - 7) / 10, random.whole(2_000, 60_000))] };
  }
  if (number % 10 === 9)
    return { form: 'xml', texts: [brokenText(random, pick(random, seeds.xml))] };
  const form = number % 2 === 0 ? 'bundle' : 'lines';
  const texts = Array.from({ length: size }, () =>
    written(mutated(random, pick(random, seeds.resources))),
  );
  return {
    form,
    texts:
      form === 'lines'
        ? texts.map((text) => (random.next() < 0.1 ? brokenText(random, text) : text))
        : texts,
  };
}

/** The text of the file. A patient whom nobody touched comes first, so that it is about one person. */
export function textOfFile({ form, texts }: FuzzedFile): string {
  switch (form) {
    case 'xml':
      return texts.join('');
    case 'lines':
      return [patient, ...texts].join('\n');
    case 'bundle':
      return `{"resourceType":"Bundle","type":"collection","entry":[${[patient, ...texts].map((text) => `{"resource":${text}}`).join()}]}`;
  }
}

const patient = JSON.stringify({
  resourceType: 'Patient',
  id: 'p1',
  name: [{ family: 'Hale', given: ['Margaret'] }],
  birthDate: '1951-04-02',
});

function pick<T>(random: Random, list: readonly T[]): T {
  const one = list[random.whole(0, list.length - 1)];
  if (list.length === 0) throw new RangeError('there is nothing to choose from');
  return one as T; // the list is not empty
}

function mutated(random: Random, resource: Json): Json {
  let copy = structuredClone(resource);
  for (let times = random.whole(1, 6); times > 0; times -= 1) copy = changedSomewhere(random, copy);
  if (random.next() < 0.2) copy = { ...copy, id: pick(random, ids) };
  // Of people there may be only one in a file; what is a Patient otherwise becomes somebody who treats them.
  return copy['resourceType'] === 'Patient' ? { ...copy, resourceType: 'Practitioner' } : copy;
}

function changedSomewhere(random: Random, resource: Json): Json {
  const path: (string | number)[] = [];
  let value: unknown = resource;
  while (isNested(value) && (path.length === 0 || random.next() < 0.7)) {
    const members = Object.keys(value);
    if (members.length === 0) break;
    const member = pick(random, members);
    path.push(member);
    value = (value as Json)[member]; // an object or a list, by the line above
  }
  if (path.length === 0) return resource;
  return replacedAt(resource, path, changed(random, value, resource)) as Json; // its own top stays an object
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function changed(random: Random, value: unknown, whole: Json): unknown {
  switch (random.whole(0, 6)) {
    case 0:
      return undefined;
    case 1:
      return [value];
    case 2:
      return Array.isArray(value) ? (value[0] as unknown) : { value };
    case 3:
      return typeof value === 'string'
        ? value.slice(0, random.whole(0, value.length))
        : String(value);
    case 4:
      // Something of itself, inside itself.
      return pick(random, [null, ...Object.values(whole)]);
    default:
      return pick(random, nonsense);
  }
}

function replacedAt(
  value: unknown,
  [member, ...rest]: readonly (string | number)[],
  put: unknown,
): unknown {
  if (member === undefined) return put;
  if (Array.isArray(value)) {
    return value.map((one: unknown, at) =>
      String(at) === String(member) ? replacedAt(one, rest, put) : one,
    );
  }
  if (!isNested(value)) return value;
  const entries = Object.entries(value).map(([name, one]: [string, unknown]) => [
    name,
    name === member ? replacedAt(one, rest, put) : one,
  ]);
  return Object.fromEntries(entries);
}

/** As JSON; the marks become what stands for them. */
function written(resource: Json): string {
  return JSON.stringify(resource)
    .replaceAll('"@deep"', () => `${'[{"extension":'.repeat(600)}1${'}]'.repeat(600)}`)
    .replaceAll('"@huge"', () => `"${'lorem ipsum '.repeat(4000)}"`)
    .replaceAll('"@number"', '-123456789012345678901234567890.000e-400')
    .replaceAll('"@double"', '{"id":"one","id":"two","extension":[],"extension":{}}');
}

const pieces = [
  '',
  '<',
  '>',
  '"',
  '&',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  'null',
  '\u0000',
  '\\',
  '&#0;',
  '<!--',
  '/>',
  '\n',
  '\ufeff',
] as const;

/** A text with pieces cut out, put in, doubled, or its end gone. */
function brokenText(random: Random, text: string): string {
  let broken = text;
  for (let times = random.whole(1, 4); times > 0; times -= 1) {
    const at = random.whole(0, broken.length);
    const length = random.whole(0, 40);
    const piece =
      random.next() < 0.3 ? broken.slice(at, at + length).repeat(2) : pick(random, pieces);
    broken = `${broken.slice(0, at)}${piece}${broken.slice(at + length)}`;
  }
  return random.next() < 0.2 ? broken.slice(0, random.whole(0, broken.length)) : broken;
}
