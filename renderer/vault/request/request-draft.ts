import { defined } from '../../../shared/base/defined.ts';
import { validityOf } from '../../../shared/fhir/person.ts';
import {
  listOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../../../shared/fhir/resource.ts';
import type { RequestDraft } from '../api/requests.ts';
import { entryByReference } from '../catalogue/resolve-reference.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { entryAt, resourceAt } from '../record/entry-detail.ts';
import { titleOf } from '../record/entry-line.ts';
import { isNamed } from '../record/person.ts';

/** What the record has for a letter of request; what it does not have is for the person to write. */
export async function requestDraft(vault: OpenVault, today: string): Promise<RequestDraft> {
  const { person } = vault.state;
  if (person === undefined || !isNamed(person.header)) return { address: [] };
  const patient = await resourceAt(vault.segments, entryAt(vault, person.key)).catch(
    () => undefined,
  );
  return defined({
    person: person.header,
    address: patient === undefined ? [] : addressLines(patient, today),
    surgery: patient === undefined ? undefined : surgeryOf(vault, patient),
  });
}

function addressLines(patient: FhirResource, today: string): readonly string[] {
  const present = objectsOf(patient['address']).filter(
    (address) => !validityOf(address, today).isOld && address['use'] !== 'temp',
  );
  const address = present.find(({ use }) => use === 'home') ?? present[0];
  return address === undefined ? [] : linesOf(address);
}

function linesOf(address: JsonObject): readonly string[] {
  const parts = [
    ...listOf(address['line']),
    address['city'],
    address['district'],
    address['postalCode'],
  ];
  const lines = parts.flatMap((part) => textOf(part) ?? []);
  if (lines.length > 0) return lines;
  return (textOf(address['text'])?.split(/[,\n]/) ?? []).map((line) => line.trim());
}

/** The organisation that the patient's details name as their general practice; a doctor's name is none. */
function surgeryOf(vault: OpenVault, patient: FhirResource): string | undefined {
  const { person } = vault.state;
  if (person === undefined) return undefined;
  const { card } = entryAt(vault, person.key);
  for (const practice of objectsOf(patient['generalPractitioner'])) {
    const reference = textOf(practice['reference']);
    const entry =
      reference === undefined ? undefined : entryByReference(vault.state, card, reference);
    const type = textOf(practice['type']) ?? entry?.card.resourceType ?? typeIn(reference);
    if (type !== 'Organization') continue;
    const title = entry?.card.title === undefined ? undefined : titleOf(vault.state, entry.card);
    const name = textOf(practice['display']) ?? title;
    if (name !== undefined) return name;
  }
  return undefined;
}

function typeIn(reference: string | undefined): string | undefined {
  return /(?:^|\/)([A-Z][A-Za-z]+)\/[^/]+$/.exec(reference ?? '')?.[1];
}
