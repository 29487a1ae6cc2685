import { defined } from '../../../shared/base/defined.ts';
import type { ListedService } from '../../../shared/fhir/user-access-brands.ts';
import type { FoundServices, KnownService, ServiceList } from '../api/sources.ts';
import type { KeptList } from './list.ts';
import { searchOf, type ServiceSearch } from './search.ts';

const shownAtMost = 20;

/** The list of an open vault, ready to be searched. */
export type OpenList = { readonly list: ServiceList; readonly search: ServiceSearch } | undefined;

export function openList(kept: KeptList | undefined): OpenList {
  return kept === undefined ? undefined : { list: infoOf(kept), search: searchOf(kept.services) };
}

/** What is said of a list. */
export function infoOf({ name, count, loadedAt }: KeptList): ServiceList {
  return { name, count, loadedAt };
}

/** Services by what was typed: those tried last before all others. */
export function findIn(
  opened: OpenList,
  recent: readonly KnownService[],
  typed: string,
): FoundServices {
  const hits = opened?.search.find(typed, shownAtMost) ?? { found: [], total: 0 };
  const tried = typed.trim() === '' ? recent : searchOf(recent.map(listed)).find(typed, 10).found;
  const triedAt = new Set(tried.map(({ fhirBaseUrl }) => fhirBaseUrl));
  return {
    ...defined({ list: opened?.list }),
    recent: recent.filter(({ fhirBaseUrl }) => triedAt.has(fhirBaseUrl)),
    found: hits.found.filter(({ fhirBaseUrl }) => !triedAt.has(fhirBaseUrl)).map(known),
    total: hits.total,
  };
}

function known({ name, fhirBaseUrl, fhirVersion, places }: ListedService): KnownService {
  const [place] = places;
  return {
    name,
    fhirBaseUrl,
    ...(fhirVersion === undefined ? {} : { fhirVersion }),
    ...(place === undefined ? {} : { place: places.length > 1 ? `${place} and elsewhere` : place }),
  };
}

function listed({ name, fhirBaseUrl, place }: KnownService): ListedService {
  return { name, otherNames: [], fhirBaseUrl, places: place === undefined ? [] : [place] };
}
