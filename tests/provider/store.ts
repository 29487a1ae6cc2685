import { patientsOf } from './compartment.ts';
import { isObject, jsonText, type JsonObject } from './json.ts';
import { readResource, type LoadedResource } from './load.ts';

/** A resource as it is served: its text is fixed when it is loaded, and no number in it is ever written anew. */
export interface StoredResource {
  readonly type: string;
  readonly id: string;
  readonly text: string;
  readonly content: LoadedResource;
  /** Whose it is: nobody's (an Organization), one patient's, seldom several patients'. */
  readonly patients: ReadonlySet<string>;
}

export interface RecordStore {
  readonly patients: readonly StoredResource[];
  ofType(type: string): readonly StoredResource[];
  find(type: string, id: string): StoredResource | undefined;
  /** Everything, type by type. */
  all(): readonly StoredResource[];
  /**
   * From now on serve this resource, new or in place of the one with its type and id; its `meta.lastUpdated` is this moment.
   * @throws Error where it has no type or no id
   */
  put(resource: JsonObject): void;
  /** From now on do not serve it. Answers it as it was, so that `put` can bring it back. */
  remove(type: string, id: string): LoadedResource | undefined;
  /** From now on serve these and nothing else, as they are. */
  replaceAll(resources: readonly LoadedResource[]): void;
}

/** Holds what was loaded. The first of two resources of the same type and id stays. */
export function makeStore(loaded: readonly LoadedResource[], now = () => new Date()): RecordStore {
  const byType = new Map<string, Map<string, StoredResource>>();
  const ofType = (type: string): StoredResource[] => [...(byType.get(type)?.values() ?? [])];
  const all = () => [...byType.keys()].flatMap(ofType);

  const keep = (resource: StoredResource): void => {
    const sameType = byType.get(resource.type) ?? new Map<string, StoredResource>();
    byType.set(resource.type, sameType.set(resource.id, resource));
  };
  const replaceAll = (resources: readonly LoadedResource[]): void => {
    byType.clear();
    const binaryPatients = patientsOfBinaries(resources);
    for (const content of resources) {
      const { resourceType: type, id } = content;
      if (byType.get(type)?.has(id)) continue;
      keep(storedResource(content, type === 'Binary' ? binaryPatients.get(id) : undefined));
    }
  };
  replaceAll(loaded);

  return {
    get patients() {
      return ofType('Patient');
    },
    ofType,
    find: (type, id) => byType.get(type)?.get(id),
    all,
    put: (resource) => {
      const content = readResource(resource);
      if (content === undefined) throw new Error('a resource has a type and an id');
      keep(storedResource(stamped(content, now())));
    },
    remove: (type, id) => {
      const before = byType.get(type)?.get(id);
      byType.get(type)?.delete(id);
      return before?.content;
    },
    replaceAll,
  };
}

function storedResource(
  content: LoadedResource,
  patients: ReadonlySet<string> = patientsOf(content),
): StoredResource {
  const { resourceType: type, id } = content;
  return { type, id, text: jsonText(content), content, patients };
}

function stamped(content: LoadedResource, now: Date): LoadedResource {
  const meta = isObject(content['meta']) ? content['meta'] : {};
  return { ...content, meta: { ...meta, lastUpdated: now.toISOString() } };
}

/** A Binary does not say whose it is; the documents that point to it do. */
function patientsOfBinaries(resources: readonly LoadedResource[]): Map<string, Set<string>> {
  const patients = new Map<string, Set<string>>();
  for (const resource of resources) {
    const own = patientsOf(resource);
    if (own.size === 0) continue;
    for (const id of binariesNamedIn(resource)) {
      patients.set(id, new Set([...(patients.get(id) ?? []), ...own]));
    }
  }
  return patients;
}

function binariesNamedIn(value: unknown): string[] {
  if (typeof value === 'string') {
    const id = /(?:^|\/)Binary\/([A-Za-z0-9\-.]{1,64})$/.exec(value)?.[1];
    return id === undefined ? [] : [id];
  }
  if (Array.isArray(value)) return value.flatMap(binariesNamedIn);
  return isObject(value) ? Object.values(value).flatMap(binariesNamedIn) : [];
}
