import { z } from 'zod';
import { setAsideReasons } from '../../../shared/record/source.ts';

/*
 * "Take everything with me": a ZIP archive of plain files.
 *   sources.json      whose folder is which
 *   fhir/, earlier-versions/, originals/   NDJSON by source and type
 *   documents/        attachments as files
 *   index.ndjson      a version of an entry a line, each entry's oldest first: where it stands, and what NDJSON cannot say
 *   documents.ndjson  a document a line: where it stands, and under what address the entries name it
 * Lines are counted from 1.
 */
export const exportFormat = 'patient-held record export';
export const exportVersion = 1;
export const sourcesFile = 'sources.json';
export const indexFile = 'index.ndjson';
export const documentsFile = 'documents.ndjson';

const gaps = z.array(z.int().min(0)).readonly();
/** Where a line's text had line breaks. @see ndjson-line.ts */
const breaks = z.object({ lf: gaps, cr: gaps }).exactOptional();

const place = z.object({ file: z.string(), line: z.int().min(1), breaks });

export const exportedSources = z.object({
  format: z.literal(exportFormat),
  version: z.literal(exportVersion),
  sources: z.array(
    z.object({
      id: z.string(),
      /** The name of its folders; those of entries on a second server of it begin like it. */
      folder: z.string(),
      name: z.string(),
      kind: z.string(),
      fhirBaseUrl: z.string().exactOptional(),
      /** ISO 8601, UTC. */
      lastSuccessAt: z.string().exactOptional(),
    }),
  ),
});
export type ExportedSources = z.infer<typeof exportedSources>;
export type ExportedSource = ExportedSources['sources'][number];

export const indexLine = z.object({
  ...place.shape,
  source: z.string(),
  /** Tells the entries of a source apart: `Type|id`, with the server behind it where two have these. */
  entry: z.string(),
  fullUrl: z.string().exactOptional(),
  /** ISO 8601, UTC: when it was received. */
  receivedAt: z.string(),
  /** ISO 8601, UTC: since then its source does not supply it any more. */
  notSuppliedSince: z.string().exactOptional(),
  /** Why it stands apart from the record; `mine`: the person has said that it is about them. */
  setAside: z.enum([...setAsideReasons, 'mine']).exactOptional(),
  original: z
    .object({
      ...place.shape,
      version: z.enum(['R4', 'R5', 'STU3', 'DSTU2', 'C-CDA']),
      format: z.enum(['json', 'xml']),
      reference: z.string().exactOptional(),
    })
    .exactOptional(),
});
export type IndexLine = z.infer<typeof indexLine>;

export const documentLine = z.object({
  source: z.string(),
  file: z.string(),
  contentType: z.string(),
  /** Absent for one that stands in its entry. */
  address: z.string().exactOptional(),
});
export type DocumentLine = z.infer<typeof documentLine>;
