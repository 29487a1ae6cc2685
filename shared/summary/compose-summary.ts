import type { FhirResource } from '../fhir/resource.ts';
import { mainCodesOf } from '../record/describe.ts';
import { compositionFor } from './composition.ts';
import { documentEntries, urn } from './document-entries.ts';
import { isNoInformation } from './known-absence.ts';
import { provenancesFor } from './provenance.ts';
import type { DocumentEntry, SummaryInput } from './summary-input.ts';

/**
 * The IPS document of what the patient chose to share.
 * Decimals that were read to the letter (`LosslessNumber`) stay so: write it with `stringifyFhirJson`.
 * @see https://hl7.org/fhir/uv/ips/STU2/ (IPS 2.0.0)
 */
export function composeSummary(given: SummaryInput): FhirResource {
  const input = withoutEmptyStatements(given);
  const entries = documentEntries(input);
  const software = softwareEntry(input);
  const carer = carerEntry(input, entries.patient.fullUrl);
  const listed = [...entries.chosen.values(), ...entries.supporting];
  const byUrl = new Map(listed.map((entry) => [entry.fullUrl, entry.resource]));
  const composition = compositionFor(input, entries, {
    id: input.newUuid(),
    authors: {
      patientUrl: entries.patient.fullUrl,
      carerUrl: carer[0]?.fullUrl,
      softwareUrl: software.fullUrl,
    },
    resolve: (reference) => byUrl.get(reference),
  });
  return bundleOf(input, [
    composition,
    entries.patient,
    ...carer,
    software,
    ...listed,
    ...provenancesFor(input, entries),
  ]);
}

/** Entries that only say "no information" (IPS 1.x) are no entries: the section then says so itself. */
function withoutEmptyStatements(input: SummaryInput): SummaryInput {
  return {
    ...input,
    sections: input.sections.map((section) => ({
      ...section,
      entries: section.entries.filter((entry) => !isNoInformation(mainCodesOf(entry.card))),
    })),
  };
}

/** No `id` and no `meta` on the Bundle: FHIR's signed form leaves both out, so there is nothing here that the signature does not cover. */
function bundleOf(input: SummaryInput, entry: readonly DocumentEntry[]): FhirResource {
  return {
    resourceType: 'Bundle',
    identifier: { system: 'urn:ietf:rfc:3986', value: urn(input.newUuid()) },
    type: 'document',
    timestamp: input.now.toISOString(),
    entry,
  };
}

function softwareEntry({ software, newUuid }: SummaryInput): DocumentEntry {
  const id = newUuid();
  return {
    fullUrl: urn(id),
    resource: {
      resourceType: 'Device',
      id,
      deviceName: [{ name: software.name, type: 'user-friendly-name' }],
      version: [{ value: software.version }],
    },
  };
}

function carerEntry({ author, newUuid }: SummaryInput, patientUrl: string): DocumentEntry[] {
  if (author === undefined) return [];
  const id = newUuid();
  const resource: FhirResource = {
    resourceType: 'RelatedPerson',
    id,
    patient: { reference: patientUrl },
    relationship: [{ text: author.relationship }],
    name: [{ text: author.name }],
  };
  return [{ fullUrl: urn(id), resource }];
}
