import { isDeepStrictEqual } from 'node:util';

/** A resource of an export, looked at without any of the program's readers. */
export type Resource = { readonly resourceType: string; readonly [member: string]: unknown };

export type Changes = {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly gone: readonly Resource[];
};

export function resourcesIn(bundle: string): Resource[] {
  const { entry } = JSON.parse(bundle) as { entry: { resource: Resource }[] }; // the exports are Bundles
  return entry.map(({ resource }) => resource);
}

/** Type and id; what has no id is told by its title, which no two of an export share. */
function nameOf({ resourceType, id, title }: Resource): string {
  return typeof id !== 'string' ? `${resourceType} “${String(title)}”` : `${resourceType}/${id}`;
}

export function namesOf(resources: readonly Resource[]): string[] {
  return resources.map(nameOf).sort();
}

/** What a resource says, whatever order it says it in and without versions. */
export function contentOf(resource: Resource): string {
  const meta = without(resource['meta'], ['versionId', 'lastUpdated']);
  return JSON.stringify(sorted({ ...resource, meta }));
}

function without(object: unknown, members: readonly string[]): object {
  return Object.fromEntries(
    Object.entries(object ?? {}).filter(([name]) => !members.includes(name)),
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}

/** How a later export differs from an earlier one. */
export function compare(earlier: readonly Resource[], later: readonly Resource[]): Changes {
  const before = new Map(earlier.map((one) => [nameOf(one), one]));
  const after = new Map(later.map((one) => [nameOf(one), one]));
  const again = later.filter((one) => before.has(nameOf(one)));
  const same = again.filter((one) => {
    const was = before.get(nameOf(one));
    return was !== undefined && isDeepStrictEqual(contentOf(was), contentOf(one));
  });
  return {
    added: later.length - again.length,
    changed: again.length - same.length,
    same: same.length,
    gone: earlier.filter((one) => !after.has(nameOf(one))),
  };
}

/** What stands in a record twice: the same words under another id, or the same identifier, each with how often. */
export function doublesIn(resources: readonly Resource[]): string[] {
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  for (const resource of resources) {
    const { identifier, resourceType } = resource;
    for (const one of [identifier ?? []].flat())
      count(`${resourceType} ${JSON.stringify(sorted(one))}`);
    count(contentOf({ ...without(resource, ['id', 'identifier']), resourceType }));
  }
  return [...seen]
    .filter(([, times]) => times > 1)
    .map(([what, times]) => `${String(times)} ${what}`)
    .sort();
}
