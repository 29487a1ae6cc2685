import { patientsOf } from './compartment.ts';
import { isObject, jsonText } from './json.ts';
import type { LoadedResource } from './load.ts';

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
}

/** Holds what was loaded. The first of two resources of the same type and id stays. */
export function makeStore(resources: readonly LoadedResource[]): RecordStore {
  const byType = new Map<string, Map<string, StoredResource>>();
  const binaryPatients = patientsOfBinaries(resources);
  for (const content of resources) {
    const { resourceType: type, id } = content;
    const sameType = byType.get(type) ?? new Map<string, StoredResource>();
    byType.set(type, sameType);
    if (sameType.has(id)) continue;
    const patients = type === 'Binary' ? binaryPatients.get(id) : patientsOf(content);
    sameType.set(id, {
      type,
      id,
      text: jsonText(content),
      content,
      patients: patients ?? new Set(),
    });
  }
  const ofType = (type: string): StoredResource[] => [...(byType.get(type)?.values() ?? [])];
  return {
    patients: ofType('Patient'),
    ofType,
    find: (type, id) => byType.get(type)?.get(id),
  };
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
