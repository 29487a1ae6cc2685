import { lookupKeyOf, ownReference } from './reference.ts';
import { objectOf, objectsOf, textOf, type FhirResource } from './resource.ts';

/*
 * Whose entry is whose, in what holds the entries of several people. It is gathered a resource at a time, and of a
 * resource nothing is kept but what it is called and what it points to: files of any size are told apart so.
 * @see https://hl7.org/fhir/R4/compartmentdefinition-patient.html
 */

/** A resource as a reader gives it; `original.reference` is what its source called it, in an older version of FHIR. */
export type Belonging = {
  readonly resource: FhirResource;
  readonly fullUrl?: string;
  readonly original?: { readonly reference?: string };
};

/** What a resource is called and what it points to, each reference by its number. */
export type Row = {
  readonly type: string;
  readonly names: readonly number[];
  /** Whom it says it is about. */
  readonly about: readonly number[];
  readonly points: readonly number[];
};

/** What was gathered so far. */
export type Belongings = {
  readonly numbers: Map<string, number>;
  readonly rows: Row[];
};

/** Members that say whom a resource is about, whatever else it names. */
const aboutMembers: Readonly<Record<string, readonly string[]>> = {
  Binary: ['securityContext'],
  Coverage: ['beneficiary'],
  Provenance: ['target', 'patient'],
  ResearchSubject: ['individual', 'subject'],
  Task: ['for'],
};
const usualAbout = ['subject', 'patient'] as const;

/** Resources that others share, and that are also referred to by an identifier. */
const sharedTypes = ['Patient', 'Practitioner', 'PractitionerRole', 'Organization', 'Location'];

export function nothingGathered(): Belongings {
  return { numbers: new Map(), rows: [] };
}

/** Adds the next resource; its place among all is the number of those before it. */
export function addBelonging(gathered: Belongings, belonging: Belonging): void {
  const { resource } = belonging;
  const numberOf = (reference: string): number => {
    const known = gathered.numbers.get(reference) ?? gathered.numbers.size;
    gathered.numbers.set(reference, known);
    return known;
  };
  const members = aboutMembers[resource.resourceType] ?? usualAbout;
  const about = members.flatMap((member) =>
    objectsOf(resource[member]).flatMap((value) => keyOf(value['reference']) ?? []),
  );
  gathered.rows.push({
    type: resource.resourceType,
    names: namesOf(belonging).map(numberOf),
    about: about.map(numberOf),
    points: pointsOf(resource).map(numberOf),
  });
}

function namesOf({ resource, fullUrl, original }: Belonging): string[] {
  const own = [ownReference(resource), original?.reference, keyOf(fullUrl)];
  const names = own.filter((name) => name !== undefined);
  return [...new Set(names), ...identifiersOf(resource)];
}

function identifiersOf(resource: FhirResource): string[] {
  if (!sharedTypes.includes(resource.resourceType)) return [];
  return objectsOf(resource['identifier']).flatMap(({ system, value }) => {
    const [one, other] = [textOf(system), textOf(value)];
    return one === undefined || other === undefined
      ? []
      : [`${resource.resourceType}?identifier=${one}|${other}`];
  });
}

/** Whether a resource is called so by an identifier of it, which several may have. */
export function isByIdentifier(name: string): boolean {
  return name.includes('?identifier=');
}

function keyOf(reference: unknown): string | undefined {
  const text = textOf(reference);
  if (text === undefined || text.length > 1000) return undefined;
  return /^[A-Z][A-Za-z]+\?identifier=[^&]+$/.test(text) ? text : lookupKeyOf(text);
}

/** All that a resource points to, documents by their address too, once each. */
function pointsOf(resource: FhirResource): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    const object = objectOf(value);
    if (object === undefined) return;
    for (const [name, member] of Object.entries(object)) {
      const key = name === 'reference' || name === 'url' ? keyOf(member) : undefined;
      if (key === undefined) visit(member);
      else found.add(key);
    }
  };
  visit(resource);
  return [...found];
}
