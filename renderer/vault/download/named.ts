import { defined } from '../../../shared/base/defined.ts';
import { lookupKeyOf } from '../../../shared/fhir/reference.ts';
import type { EntryCard } from '../../../shared/record/card.ts';

/** What entries name by address. */
export type Named = {
  /** By `Type/id`, the reference as it was written. */
  readonly references: Map<string, string>;
  readonly attachments: Map<string, NamedAttachment>;
};

export type NamedAttachment = {
  readonly url: string;
  /** The type of the entry that names it. */
  readonly type: string;
  readonly contentType?: string;
};

/** Types that lie outside a patient's compartment, and without which an entry cannot be read whole. */
export const referredTypes: readonly string[] = [
  'Medication',
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'Location',
  'Device',
  'Specimen',
  'HealthcareService',
];
const longestReference = 2048;
/** These lead to no server. */
const notFetched = /^(#|urn:|data:)/;

export function nothingNamed(): Named {
  return { references: new Map(), attachments: new Map() };
}

/** Adds what this entry names. */
export function noteNamed(
  { references, attachments }: Named,
  card: Pick<EntryCard, 'references' | 'attachments' | 'resourceType'>,
): void {
  for (const reference of card.references) {
    if (reference.length > longestReference) continue;
    const address = lookupKeyOf(reference);
    const [type = ''] = address?.split('/') ?? [];
    if (address !== undefined && referredTypes.includes(type)) references.set(address, reference);
  }
  for (const { url, contentType } of card.attachments) {
    if (url === undefined || notFetched.test(url)) continue;
    const type = card.resourceType;
    attachments.set(url, defined({ url, type, contentType }));
  }
}
