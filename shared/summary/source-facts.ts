import { objectsOf, textOf, type FhirResource, type JsonObject } from '../fhir/resource.ts';
import type { SummarySource } from './summary-input.ts';
import type { SourceView } from './view.ts';

/** What a document says of a source beside its name: an extension on its Provenance. */
const sourceUrl = 'urn:patient-held-record:source';

type SourceFacts = Pick<SummarySource, 'isFile' | 'newest' | 'documentDate'>;

/** The extension of a source's Provenance; none where nothing is known. */
export function sourceExtension({ isFile, newest, documentDate }: SourceFacts): JsonObject {
  const parts = [
    ...(isFile === true ? [{ url: 'file', valueBoolean: true }] : []),
    ...(newest === undefined ? [] : [{ url: 'newest-entry', valueDateTime: newest }]),
    ...(documentDate === undefined ? [] : [{ url: 'document', valueDateTime: documentDate }]),
  ];
  return parts.length === 0 ? {} : { extension: [{ url: sourceUrl, extension: parts }] };
}

/** What a Provenance of ours says of its source. */
export function readSourceFacts(provenance: FhirResource): Partial<SourceView> {
  const data = objectsOf(provenance['extension']).find(({ url }) => url === sourceUrl);
  const parts = objectsOf(data?.['extension']);
  const dateAt = (name: string) => textOf(parts.find(({ url }) => url === name)?.['valueDateTime']);
  const isFile = parts.some(({ url, valueBoolean }) => url === 'file' && valueBoolean === true);
  const [newest, documentDate] = [dateAt('newest-entry'), dateAt('document')];
  return {
    ...(isFile ? { isFile } : {}),
    ...(newest === undefined ? {} : { newest }),
    ...(documentDate === undefined ? {} : { documentDate }),
  };
}
