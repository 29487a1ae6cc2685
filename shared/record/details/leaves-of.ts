import { numberTextOf } from '../../fhir/json.ts';
import { intervalOf } from '../../fhir/partial-date.ts';
import { plainLines } from '../../fhir/plain-text.ts';
import { objectOf, textOf, type FhirResource, type JsonObject } from '../../fhir/resource.ts';
import type { FactValue } from '../fact.ts';
import { wholeOf } from './data-type.ts';
import { memberAt, type Leaf, type Place } from './leaf.ts';

/** Members that say nothing to a person, each with why. */
export const notForReading: Readonly<Record<string, string>> = {
  resourceType: 'the kind of entry stands above its name',
  id: 'only computers call it so',
  meta: 'how and when a computer kept it; its security labels stand on the page',
  implicitRules: 'the page warns of it',
  language: 'the language in which the source’s computer wrote',
  linkId: 'which question of a form it is, for computers',
  reference: 'where another entry lies; what it says stands there',
  uid: 'only computers call it so',
  url: 'where something lies, or which form it has',
  system: 'where a code comes from; it stands beside a code without a name',
  version: 'of a list of codes',
  userSelected: 'which of several codes was picked',
  data: 'a document or a picture: it stands under “Attached”',
  contentType: 'of a document, which is opened where it can be read',
  hash: 'of a document',
  size: 'of a document',
  instantiatesCanonical: 'where a form or rule lies',
  instantiatesUri: 'where a form or rule lies',
  questionnaire: 'where the form lies',
  subject: 'whose record it is',
  patient: 'whose record it is',
  beneficiary: 'whose record it is',
};

/** Everything that a resource says to a person, one thing each, in the order in which its source wrote it. */
export function leavesOf(resource: FhirResource): Leaf[] {
  return leavesInside(resource, { at: [], names: [] });
}

function leavesInside(object: JsonObject, place: Place): Leaf[] {
  return Object.entries(object).flatMap(([member, value]) => {
    if (member.startsWith('_')) return leavesIn(value, besidePrimitive(place, member));
    if (member === 'text' && isNarrative(value)) return narrativeLeaves(value, place);
    if (Object.hasOwn(notForReading, member)) return [];
    return leavesIn(value, memberAt(place, member));
  });
}

/** What stands in `_birthDate` belongs to `birthDate`. */
function besidePrimitive({ at, names }: Place, member: string): Place {
  return { at: [...at, member], names: [...names, member.slice(1)] };
}

function leavesIn(value: unknown, place: Place): Leaf[] {
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    const isNumbered = list.length > 1 && list.every((one) => isPart(one));
    return list.flatMap((one, at) =>
      leavesIn(one, {
        at: [...place.at, at],
        names: isNumbered ? [...place.names, String(at + 1)] : place.names,
      }),
    );
  }
  const object = objectOf(value);
  return object === undefined ? primitiveLeaves(value, place) : objectLeaves(object, place);
}

/** An object that is neither a data type nor an extension: its members are told apart only by which object they are of. */
function isPart(value: unknown): boolean {
  const object = objectOf(value);
  return object !== undefined && object['url'] === undefined && wholeOf(object) === undefined;
}

function objectLeaves(object: JsonObject, place: Place): Leaf[] {
  const kind = textOf(object['resourceType']);
  if (kind !== undefined) return leavesInside(object, { at: place.at, names: [kind] });
  const url = textOf(object['url']);
  if (url !== undefined && isExtension(object)) return extensionLeaves(object, { place, url });
  const whole = wholeOf(object);
  if (whole === undefined) return leavesInside(object, place);
  const isOfRest = ([member]: [string, unknown]) =>
    whole.rest.includes(member) || member === 'extension' || member.startsWith('_');
  const rest = leavesInside(Object.fromEntries(Object.entries(object).filter(isOfRest)), place);
  if (whole.value === undefined) return rest;
  const { value } = whole;
  // A rhythm is said whole or, where a part of it is said elsewhere, in parts.
  if (typeof value === 'object' && 'dosage' in value) return [{ ...place, value, parts: rest }];
  return [{ ...place, value }, ...rest];
}

function isExtension(object: JsonObject): boolean {
  return Object.keys(object).every((member) => /^(url|id|extension|_?value[A-Z]\w*)$/.test(member));
}

/** An extension's value is what the extension is called. */
function extensionLeaves(
  object: JsonObject,
  { place, url }: { readonly place: Place; readonly url: string },
): Leaf[] {
  if (earlierStatus.test(url)) return [];
  const own = extensionPlace(place, url);
  return Object.entries(object).flatMap(([member, value]) =>
    member === 'url' || member === 'id'
      ? []
      : leavesIn(value, { at: [...own.at, member], names: own.names }),
  );
}

/** The status in another version of FHIR, of which this version's status was made. */
const earlierStatus = /^http:\/\/hl7\.org\/fhir\/[135]\.0\/StructureDefinition\/.*\.status$/;

/** An extension is called by the end of its address. */
function extensionPlace({ at, names }: Place, url: string): Place {
  const name = (url.split(/[/#:]/).at(-1) ?? url)
    .replace(/^(Extension-)?((UK|HL7)Core-|CareConnect-(GPC-)?|GPC-|us-core-|patient-)?/i, '')
    .replace(/-\d+$/, '')
    .split('.')
    .at(-1);
  const owner = names.filter((one) => one !== 'extension' && one !== 'modifierExtension');
  return { at, names: [...owner, name ?? url] };
}

function primitiveLeaves(value: unknown, place: Place): Leaf[] {
  const read = primitiveValue(value);
  return read === undefined ? [] : [{ ...place, value: read }];
}

function primitiveValue(value: unknown): FactValue | undefined {
  if (typeof value === 'boolean') return value;
  const text = textOf(value);
  if (text !== undefined) {
    if (/^urn:(uuid|oid):/i.test(text)) return undefined;
    return intervalOf(text) === undefined ? text : { date: text };
  }
  const number = numberTextOf(value);
  return number === undefined ? undefined : { number };
}

function isNarrative(value: unknown): value is JsonObject {
  return typeof objectOf(value)?.['div'] === 'string';
}

/**
 * The words that a source wrote beside its data, unless it says that they hold nothing else.
 * @see https://hl7.org/fhir/R4/valueset-narrative-status.html
 */
function narrativeLeaves(narrative: JsonObject, place: Place): Leaf[] {
  const isRepetition = ['generated', 'extensions', 'empty'].includes(
    textOf(narrative['status']) ?? '',
  );
  const lines = isRepetition ? [] : plainLines(textOf(narrative['div']) ?? '');
  return lines.map((line) => ({ ...memberAt(place, 'text'), value: line }));
}
