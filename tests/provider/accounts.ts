import { asList, isObject } from './json.ts';
import type { RecordStore, StoredResource } from './store.ts';

/** Someone who can sign in: a patient of the store. */
export interface Account {
  readonly username: string;
  readonly password: string;
  /** The id of their Patient. */
  readonly patient: string;
  readonly name: string;
}

/** The password of every synthetic patient, shown on the sign-in page. */
export const demoPassword = 'demo';

/** An account for each patient; its user name is the first given name, with a number where two share it. */
export function accountsOf(store: RecordStore): Account[] {
  const taken = new Map<string, number>();
  return store.patients.map((patient) => {
    const { given, family } = nameOf(patient);
    const base = (given ?? family ?? 'patient').toLowerCase();
    const times = (taken.get(base) ?? 0) + 1;
    taken.set(base, times);
    return {
      username: times === 1 ? base : `${base}${String(times)}`,
      password: demoPassword,
      patient: patient.id,
      name: [given, family].filter((part) => part !== undefined).join(' ') || 'Unnamed patient',
    };
  });
}

function nameOf(patient: StoredResource): { given?: string; family?: string } {
  const [name] = asList(patient.content['name']);
  if (!isObject(name)) return {};
  const [given] = asList(name['given']);
  const family = name['family'];
  return {
    ...(typeof given === 'string' && { given }),
    ...(typeof family === 'string' && { family }),
  };
}
