import { AppError } from '../../../shared/base/error.ts';
import type { Clock } from '../../../shared/base/clock.ts';
import { defined } from '../../../shared/base/defined.ts';
import { stringifyFhirJson } from '../../../shared/fhir/json.ts';
import { intervalOf } from '../../../shared/fhir/partial-date.ts';
import {
  objectOf,
  objectsOf,
  type FhirResource,
  type JsonObject,
} from '../../../shared/fhir/resource.ts';
import type { NamedDocument } from '../api/files.ts';
import { entryAt, resourceAt } from '../record/entry-detail.ts';
import { entriesChanges, readyEntries, sortEntries } from '../sources/ingest.ts';
import { commit } from '../open-vault/commit.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';

const longestTitle = 200;

/**
 * Gives a document that the person added a title and a date. The document itself and what it was called before stay.
 * @throws message-invalid where it came from elsewhere, or the date is none
 */
export async function describeOwnDocument(
  vault: OpenVault,
  { key, title, date }: NamedDocument,
  clock: Clock,
): Promise<void> {
  const entry = entryAt(vault, key);
  const words = title.trim().slice(0, longestTitle);
  const isDate = date === undefined || intervalOf(date) !== undefined;
  if (entry.card.isOwnDocument !== true || words === '' || !isDate) {
    throw new AppError('message-invalid', { where: 'document' });
  }
  const resource = renamed(await resourceAt(vault.segments, entry), words, date);
  const text = stringifyFhirJson(resource);
  const now = clock().toISOString();
  const ready = await readyEntries([{ resource, text }], entry.card.sourceId, now, 'by-content');
  await commit(vault, entriesChanges(sortEntries(vault.state, ready).fresh));
}

function renamed(resource: FhirResource, title: string, date: string | undefined): FhirResource {
  const content = objectsOf(resource['content']).map((one): JsonObject => {
    const attachment = defined({ ...objectOf(one['attachment']), title, creation: date });
    return { ...one, attachment };
  });
  return { ...resource, description: title, content };
}
