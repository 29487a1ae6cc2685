import { parseFhirJson } from '../json.ts';
import type { FhirVersion } from '../version.ts';
import type { XmlElement } from './element.ts';
import { shapeOf, type Shape } from './shapes.ts';

type JsonMembers = { [member: string]: unknown };

/**
 * A resource written in XML as the same resource in FHIR's JSON: lists where the version's definition has lists,
 * decimals to the letter, narratives as they are. A member the version does not know is kept, as text or as an object.
 * @see https://hl7.org/fhir/R4/xml.html
 */
export function resourceOfXml(element: XmlElement, version: FhirVersion): JsonMembers {
  return { resourceType: element.name, ...membersOf(element, { version, type: element.name }) };
}

type Place = { readonly version: FhirVersion; readonly type: string };

function membersOf(element: XmlElement, place: Place): JsonMembers {
  const members: [string, unknown][] = Object.entries(element.attributes).filter(
    ([name]) => name === 'id' || name === 'url',
  );
  for (const [name, elements] of byName(element.children)) {
    const shape = shapeOf(place.version, place.type, name);
    const isList = shape.repeats || elements.length > 1;
    const values = elements.map((child) => valueOf(child, shape, place.version));
    const beside = elements.map((child) => besideOf(child, shape, place.version));
    members.push(...writtenAs(name, values, isList), ...writtenAs(`_${name}`, beside, isList));
  }
  return Object.fromEntries(members);
}

/** A list of primitives and the list beside it hold `null` where the other has something. */
function writtenAs(name: string, values: readonly unknown[], isList: boolean): [string, unknown][] {
  if (values.every((value) => value === undefined)) return [];
  return [[name, isList ? values.map((value) => value ?? null) : values[0]]];
}

function byName(children: readonly XmlElement[]): ReadonlyMap<string, XmlElement[]> {
  const groups = new Map<string, XmlElement[]>();
  for (const child of children) {
    const group = groups.get(child.name);
    if (group === undefined) groups.set(child.name, [child]);
    else group.push(child);
  }
  return groups;
}

function valueOf(element: XmlElement, shape: Shape, version: FhirVersion): unknown {
  if (element.markup !== undefined) return element.markup;
  if (isPrimitive(element, shape)) return primitiveOf(element.attributes['value'], shape.type);
  const [only] = element.children;
  // Only a resource's name begins with a capital letter: in `contained`, `entry.resource`, `parameter.resource`.
  if (only !== undefined && /^[A-Z]/.test(only.name)) return resourceOfXml(only, version);
  return membersOf(element, { version, type: shape.type });
}

/** The `id` and `extension` of a primitive value, which JSON writes beside it. */
function besideOf(element: XmlElement, shape: Shape, version: FhirVersion): unknown {
  if (element.markup !== undefined || !isPrimitive(element, shape)) return undefined;
  const beside = membersOf(element, { version, type: 'Element' });
  return Object.keys(beside).length === 0 ? undefined : beside;
}

/** A primitive without a value has nothing inside but extensions. */
function isPrimitive(element: XmlElement, shape: Shape): boolean {
  if (element.attributes['value'] !== undefined) return true;
  return (
    ['string', 'number', 'boolean'].includes(shape.type) &&
    element.children.every((child) => child.name === 'extension')
  );
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What is no number or truth value, though its definition says so, stays the text that it is. */
function primitiveOf(value: string | undefined, type: string): unknown {
  if (value === undefined) return undefined;
  if (type === 'number' && number.test(value)) return parseFhirJson(value);
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}
