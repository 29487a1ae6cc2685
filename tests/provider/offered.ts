import { compartmentTypes, sharedTypes } from './compartment.ts';
import type { House } from './houses.ts';
import { searchParameters } from './search.ts';
import type { RecordStore } from './store.ts';

/** What a server of some kind lets be asked for. */
export interface Offered {
  readonly fhirVersion: string;
  /** Types that are searched by patient. */
  readonly searched: readonly string[];
  /** Types that are served by read only. */
  readonly readOnly: readonly string[];
  readonly parameters: readonly string[];
  readonly everything: boolean;
}

/** What a house offers of R4; a server of an older release offers what it holds. */
export function offeredBy(house: House, store: RecordStore): Offered {
  const { fhirVersion = '4.0.1', unsearchable = [] } = house;
  const own = fhirVersion.startsWith('4.') ? compartmentTypes : patientTypesIn(store);
  const shared: readonly string[] = sharedTypes;
  return {
    fhirVersion,
    searched: own.filter((type) => !unsearchable.includes(type)),
    readOnly: [...shared, ...unsearchable],
    parameters: searchParameters
      .map(({ name }) => name)
      .filter((name) => name !== '_lastUpdated' || house.lastUpdated !== false),
    everything: house.everything === true,
  };
}

function patientTypesIn(store: RecordStore): readonly string[] {
  const types = store
    .all()
    .filter(({ type, patients }) => type !== 'Patient' && type !== 'Binary' && patients.size > 0)
    .map(({ type }) => type);
  return [...new Set(types)];
}
