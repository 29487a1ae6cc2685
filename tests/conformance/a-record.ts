import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { readIncoming, type IncomingResource } from '../../shared/fhir/incoming.ts';
import { intervalOf } from '../../shared/fhir/partial-date.ts';
import { lookupKeyOf, ownReference } from '../../shared/fhir/reference.ts';
import { stringifyFhirJson } from '../../shared/fhir/json.ts';
import type { FhirResource } from '../../shared/fhir/resource.ts';
import type { EntryCard, EntryKey, SourceId } from '../../shared/record/card.ts';
import { makeCard } from '../../shared/record/make-card.ts';
import { composeSummary } from '../../shared/summary/compose-summary.ts';
import { sections as allSections } from '../../shared/summary/sections.ts';
import { selectSections, type SectionSelection } from '../../shared/summary/select-entries.ts';
import { english } from '../../shared/words/english.ts';
import type { SummaryInput } from '../../shared/summary/summary-input.ts';

/** A record as the vault would hand it to the summary: cards, and the resources behind them. */
export type ARecord = {
  readonly patient: FhirResource;
  readonly cards: readonly EntryCard[];
  readonly resources: ReadonlyMap<EntryKey, FhirResource>;
  readonly lookup: SummaryInput['lookup'];
  readonly sources: SummaryInput['sources'];
};

const fetchedAt = '2026-11-20T09:00:00Z';

/** The resources in a file of any kind that the program reads, `.gz` too. */
export function readRecordFile(path: string): readonly IncomingResource[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return readIncoming(text).resources;
}

/** A record of what these sources gave, by the source's name. */
export function aRecord(given: Readonly<Record<string, readonly IncomingResource[]>>): ARecord {
  const cards: EntryCard[] = [];
  const resources = new Map<EntryKey, FhirResource>();
  const places = new Map<string, FhirResource>();
  for (const [name, incoming] of Object.entries(given)) {
    const sourceId = name as SourceId; // a test's source is known by its name
    for (const { resource, text, fullUrl } of incoming) {
      const contentHash = createHash('sha256').update(text).digest('base64url');
      const card = makeCard(resource, { sourceId, fetchedAt, contentHash, fullUrl });
      cards.push(card);
      resources.set(card.key, resource);
      for (const reference of [ownReference(resource), fullUrl]) {
        if (reference === undefined) continue;
        places.set(`${name} ${lookupKeyOf(reference) ?? reference}`, resource);
      }
    }
  }
  const patient = cards.find((card) => card.resourceType === 'Patient');
  return {
    patient: resources.get(patient?.key ?? ('' as EntryKey)) ?? { resourceType: 'Patient' }, // no key: none
    cards,
    resources,
    lookup: (sourceId, reference) =>
      places.get(`${sourceId} ${lookupKeyOf(reference) ?? reference}`),
    sources: new Map(
      Object.keys(given).map((name) => [name as SourceId, { name, fetchedAt }] as const), // as above
    ),
  };
}

/** The day after the record's newest entry: data of 2019 is summarised as of 2019. */
export function dayAfter(record: ARecord): Date {
  const latest = Date.parse('2026-11-21T12:00:00Z');
  const times = record.cards.flatMap((card) => intervalOf(card.date)?.from ?? []);
  const past = times.filter((time) => time < latest);
  return new Date(past.length === 0 ? latest : Math.max(...past) + 24 * 60 * 60 * 1000);
}

/** The sections that a summary of these entries would have: those with something in them, and those that each has. */
export function selectEntries(cards: readonly EntryCard[], now: Date): SectionSelection[] {
  const required = allSections.filter(({ need }) => need === 'required').map(({ name }) => name);
  const isThere = ({ section, keys }: SectionSelection) =>
    keys.length > 0 || required.some((name) => name === section);
  const own = cards.filter(({ standing }) => standing !== 'error');
  return selectSections(own, now).filter(isThere);
}

/** What a patient who leaves nothing out would share, the document of it, and that as the judges want it: parsed, numbers as doubles. */
export function summarise(
  record: ARecord,
  options: Partial<SummaryInput> & { readonly selection?: readonly SectionSelection[] } = {},
) {
  const now = options.now ?? dayAfter(record);
  const selection = options.selection ?? selectEntries(record.cards, now);
  const document = composeSummary({ ...inputOf(record, selection, now), ...options });
  const text = stringifyFhirJson(document);
  return { selection, document, text, parsed: JSON.parse(text) as unknown };
}

export function inputOf(
  record: ARecord,
  selection: readonly SectionSelection[],
  now: Date,
): SummaryInput {
  const byKey = new Map(record.cards.map((card) => [card.key, card]));
  const patientCard = record.cards.find((card) => card.resourceType === 'Patient');
  return {
    patient: record.patient,
    ...(patientCard === undefined ? {} : { patientSourceId: patientCard.sourceId }),
    sections: selection.map(({ section, keys, left }) => ({
      section,
      left,
      leftOutByPatient: 0,
      entries: keys.flatMap((key) => {
        const card = byKey.get(key);
        const resource = record.resources.get(key);
        if (card === undefined || resource === undefined) return [];
        return { key, card, resource, sourceId: card.sourceId };
      }),
    })),
    lookup: record.lookup,
    sources: record.sources,
    now,
    until: '2026-12-05',
    newUuid: uuids(),
    words: english,
    software: { name: 'Patient-Held Record', version: '0.1.0' },
  };
}

/** UUIDs that are the same in every run. */
export function uuids(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
  };
}
