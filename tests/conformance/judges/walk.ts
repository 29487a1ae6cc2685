import {
  objectOf,
  objectsOf,
  type FhirResource,
  type JsonObject,
} from '../../../shared/fhir/resource.ts';
import {
  definitions,
  type Constraint,
  type ElementDefinition,
  type ElementType,
  type StructureDefinition,
} from './definitions.ts';

/** A value of a resource, beside what the specification says about the place where it stands. */
export type Visited = {
  readonly value: unknown;
  /** The `id` and `extension` of a primitive value (`_status`). */
  readonly primitiveExtension?: JsonObject;
  /** Where it stands, for people: `Observation.component[1].code`. */
  readonly where: string;
  /** What a FHIRPath engine needs to know of the place: `Observation.component`, `Quantity`. */
  readonly base: string;
  readonly type: ElementType;
  readonly element: ElementDefinition;
  readonly constraints: readonly Constraint[];
};

type Tree = ReadonlyMap<string, readonly ElementDefinition[]>;

const trees = new WeakMap<StructureDefinition, Tree>();

/** Every element of `resource` that `structure` (its type's definition, or a profile of it) or the data types describe. */
export function walk(resource: FhirResource, structure: StructureDefinition): Visited[] {
  const root = structure.snapshot.element[0];
  if (root === undefined) return [];
  const visited: Visited[] = [
    {
      value: resource,
      where: resource.resourceType,
      base: resource.resourceType,
      type: { code: resource.resourceType },
      element: root,
      constraints: root.constraint ?? [],
    },
  ];
  walkChildren(resource, { structure, path: root.path, where: resource.resourceType }, visited);
  return visited;
}

type Place = {
  readonly structure: StructureDefinition;
  readonly path: string;
  readonly where: string;
};

function walkChildren(parent: JsonObject, place: Place, visited: Visited[]): void {
  for (const element of childrenOf(place.structure, place.path)) {
    for (const type of typesOf(element, place.structure)) {
      const member = memberName(element, type);
      const values = listOrOne(parent[member]);
      const extensions = listOrOne(parent[`_${member}`]);
      for (let at = 0; at < Math.max(values.length, extensions.length); at += 1) {
        const many = Array.isArray(parent[member]) || Array.isArray(parent[`_${member}`]);
        const where = `${place.where}.${member}${many ? `[${String(at)}]` : ''}`;
        visitOne({ value: values[at], extension: objectOf(extensions[at]), where }, element, type, {
          ...place,
          visited,
        });
      }
    }
  }
}

type Found = {
  readonly value: unknown;
  readonly extension: JsonObject | undefined;
  readonly where: string;
};

function visitOne(
  found: Found,
  element: ElementDefinition,
  type: ElementType,
  context: { structure: StructureDefinition; visited: Visited[] },
): void {
  const own = definitions().base.get(type.code);
  const backbone = type.code === 'BackboneElement' || type.code === 'Element';
  const constraints = [
    ...(element.constraint ?? []),
    ...(own?.snapshot.element[0]?.constraint ?? []),
  ];
  context.visited.push({
    value: found.value,
    ...(found.extension === undefined ? {} : { primitiveExtension: found.extension }),
    where: found.where,
    base: backbone ? definedAt(element) : type.code,
    type,
    element,
    constraints: [
      ...new Map(constraints.map((constraint) => [constraint.key, constraint])).values(),
    ],
  });
  const object = objectOf(found.value);
  if (object !== undefined && type.code !== 'Resource') {
    const inner = backbone
      ? { structure: context.structure, path: definedAt(element), where: found.where }
      : own && { structure: own, path: own.type, where: found.where };
    if (inner !== undefined) walkChildren(object, inner, context.visited);
  }
  for (const [at, extension] of objectsOf(found.extension?.['extension']).entries()) {
    const structure = definitions().base.get('Extension');
    const where = `${found.where}.extension[${String(at)}]`;
    if (structure !== undefined) {
      walkChildren(extension, { structure, path: 'Extension', where }, context.visited);
    }
  }
}

function childrenOf(structure: StructureDefinition, path: string): readonly ElementDefinition[] {
  const known = trees.get(structure);
  const tree = known ?? treeOf(structure);
  if (known === undefined) trees.set(structure, tree);
  return tree.get(path) ?? [];
}

function treeOf(structure: StructureDefinition): Tree {
  const tree = new Map<string, ElementDefinition[]>();
  for (const element of structure.snapshot.element) {
    // Slices say more about some of the values; the element itself is visited once.
    if (element.id.includes(':') || !element.path.includes('.')) continue;
    const parent = element.path.slice(0, element.path.lastIndexOf('.'));
    tree.set(parent, [...(tree.get(parent) ?? []), element]);
  }
  return tree;
}

function typesOf(
  element: ElementDefinition,
  structure: StructureDefinition,
): readonly ElementType[] {
  if (element.contentReference === undefined) return element.type ?? [];
  const target = definedAt(element);
  return structure.snapshot.element.find((candidate) => candidate.id === target)?.type ?? [];
}

/** The path under which an element's members are listed: another one where it says "like there". */
function definedAt(element: ElementDefinition): string {
  const { contentReference } = element;
  return contentReference?.slice(contentReference.indexOf('#') + 1) ?? element.path;
}

function memberName(element: ElementDefinition, type: ElementType): string {
  const name = element.path.slice(element.path.lastIndexOf('.') + 1);
  if (!name.endsWith('[x]')) return name;
  return name.slice(0, -3) + type.code.charAt(0).toUpperCase() + type.code.slice(1);
}

function listOrOne(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
