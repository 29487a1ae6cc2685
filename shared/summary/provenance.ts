import type { SourceId } from '../record/card.ts';
import type { DocumentEntries } from './document-entries.ts';
import { sourceExtension } from './source-facts.ts';
import type { DocumentEntry, SummaryInput, SummarySource } from './summary-input.ts';

type Fetch = { readonly source: SummarySource; recorded: string; readonly targets: Set<string> };

/**
 * Where the entries came from and when they were fetched: one Provenance for each source and day of fetching.
 * @see https://hl7.org/fhir/R4/provenance.html
 */
export function provenancesFor(input: SummaryInput, entries: DocumentEntries): DocumentEntry[] {
  const fetches = new Map<string, Fetch>();
  const add = (sourceId: SourceId, fetchedAt: string | undefined, target: string) => {
    const source = input.sources.get(sourceId);
    const recorded = fetchedAt ?? source?.fetchedAt;
    if (source === undefined || recorded === undefined) return;
    const key = `${sourceId} ${recorded.slice(0, 10)}`;
    const fetch = fetches.get(key) ?? { source, recorded, targets: new Set() };
    fetches.set(key, fetch);
    fetch.targets.add(target);
    if (recorded > fetch.recorded) fetch.recorded = recorded;
  };
  for (const entry of input.sections.flatMap((section) => section.entries)) {
    const placed = entries.chosen.get(entry.key);
    if (placed === undefined) continue;
    for (const { sourceId, fetchedAt } of [entry.card, ...(entry.alsoFrom ?? [])]) {
      add(sourceId, fetchedAt, placed.fullUrl);
    }
  }
  if (input.patientSourceId !== undefined) {
    add(input.patientSourceId, undefined, entries.patient.fullUrl);
  }
  return [...fetches.values()].map((fetch) => provenanceOf(fetch, input.newUuid()));
}

function provenanceOf({ source, recorded, targets }: Fetch, id: string): DocumentEntry {
  return {
    fullUrl: `urn:uuid:${id}`,
    resource: {
      resourceType: 'Provenance',
      id,
      ...sourceExtension(source),
      target: [...targets].map((reference) => ({ reference })),
      recorded,
      agent: [
        {
          type: {
            coding: [
              {
                system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
                code: 'custodian',
              },
            ],
          },
          who: { display: source.name },
        },
      ],
    },
  };
}
