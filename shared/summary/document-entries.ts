import { plainWordsOf } from '../fhir/concept.ts';
import { addressFrom, lookupKeyOf, containedIn, ownReference } from '../fhir/reference.ts';
import { textOf, type FhirResource, type JsonObject } from '../fhir/resource.ts';
import type { EntryKey, SourceId } from '../record/card.ts';
import { describe } from '../record/describe.ts';
import { adaptResource, isDocumentType } from './adapt-resource.ts';
import type { Conforming } from './conform.ts';
import type { LostKind } from '../words/statement.ts';
import { isClinical } from '../record/describe/contained.ts';
import { absent } from './data-absent.ts';
import { lostKindsOf } from './lost-parts.ts';
import { without } from './members.ts';
import type { MemberRule } from './structure.ts';
import type { ChosenEntry, DocumentEntry, SummaryInput } from './summary-input.ts';
import { markedAsPart } from './part-of-entry.ts';
import { sharedPatient } from './shared-patient.ts';

/** The resources of a document, apart from its Composition and Provenances. */
export type DocumentEntries = {
  readonly patient: DocumentEntry;
  /** What a section lists for each chosen entry. */
  readonly chosen: ReadonlyMap<EntryKey, DocumentEntry>;
  /** What the listed ones refer to. */
  readonly supporting: readonly DocumentEntry[];
  /** Chosen entries of which some part could not be written as FHIR, and of which kinds these parts are. */
  readonly incomplete: ReadonlyMap<EntryKey, readonly LostKind[]>;
};

type Place = { readonly url: string; readonly type: string };
type Origin = {
  readonly sourceId: SourceId | undefined;
  /** Of the entry in its source. */
  readonly fullUrl?: string | undefined;
  readonly container: FhirResource;
  readonly url: string;
  /** It stands within `container` and nowhere else. */
  readonly isPart?: boolean;
};
type Waiting = { readonly resource: FhirResource; readonly origin: Origin };

/** A document while it grows: where everything already has its place, and what still has to be adapted. */
type Growing = {
  readonly input: SummaryInput;
  readonly patientUrl: string;
  readonly places: Map<string, Place>;
  /** The same, of the record's own resources. */
  readonly placeOfResource: Map<FhirResource, Place>;
  readonly waiting: Waiting[];
};

/** Resources that are small, hold nothing clinical of their own, and are needed to read those that refer to them. */
const supportingTypes = [
  'Medication',
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'Specimen',
  'Substance',
];
/** Resources of which a name may be told where they are not in the document themselves. */
const namedTypes = [...supportingTypes, 'Location', 'CareTeam', 'HealthcareService', 'Device'];

/** What may be the reason for an entry, or its outcome, and the members that say so: these are words of the entry itself. */
const reasonTypes: ReadonlySet<string> = new Set([
  'AllergyIntolerance',
  'Condition',
  'DiagnosticReport',
  'Observation',
  'Procedure',
]);
const reasonMembers: ReadonlySet<string> = new Set([
  'addresses',
  'complicationDetail',
  'condition',
  'detail',
  'reasonReference',
  'statusReasonReference',
]);

/**
 * Adapts the chosen entries and gathers what they need to be read.
 * No clinical resource gets in by a reference alone: what the patient did not choose stays out.
 */
export function documentEntries(input: SummaryInput): DocumentEntries {
  const growing: Growing = {
    input,
    patientUrl: urn(input.newUuid()),
    places: new Map(),
    placeOfResource: new Map(),
    waiting: [],
  };
  const entries = input.sections.flatMap((section) => section.entries);
  const urls = entries.map((entry) => reserve(growing, entry));
  const chosen = new Map<EntryKey, DocumentEntry>();
  const incomplete = new Map<EntryKey, readonly LostKind[]>();
  const supporting: DocumentEntry[] = [];
  const patient = adaptAt(growing, sharedPatient(input.patient), {
    sourceId: input.patientSourceId,
    container: input.patient,
    url: growing.patientUrl,
  });
  entries.forEach((entry, at) => {
    const url = urls[at] ?? '';
    const { sourceId, resource: container } = entry;
    const origin = { sourceId, fullUrl: entry.card.fullUrl, container, url };
    const places: string[] = [];
    const adapted = adaptAt(growing, entry.resource, origin, (place) => places.push(place));
    const kinds = lostKindsOf(entry.resource, adapted.resource, places);
    if (kinds.length > 0) incomplete.set(entry.key, kinds);
    if (adapted.resource.resourceType !== 'Device') {
      chosen.set(entry.key, adapted);
      return;
    }
    supporting.push(adapted);
    chosen.set(
      entry.key,
      deviceUseOf(adapted, { id: input.newUuid(), patientUrl: patient.fullUrl }),
    );
  });
  // Supporting resources may refer to further ones, which join the queue.
  for (let at = 0; at < growing.waiting.length; at += 1) {
    const next = growing.waiting[at];
    if (next !== undefined) supporting.push(adaptAt(growing, next.resource, next.origin));
  }
  return { patient, chosen, supporting, incomplete };
}

export function urn(uuid: string): string {
  return `urn:uuid:${uuid}`;
}

function adaptAt(
  growing: Growing,
  resource: FhirResource,
  origin: Origin,
  lost: (place: string) => void = () => undefined,
): DocumentEntry {
  const adapted = adaptResource(resource, {
    id: origin.url.slice('urn:uuid:'.length),
    patientUrl: growing.patientUrl,
    reference: referenceIn(growing, origin),
    lost,
    words: growing.input.words,
  });
  return {
    fullUrl: origin.url,
    resource: origin.isPart === true ? markedAsPart(adapted) : adapted,
  };
}

/** Gives an entry its place before anything is adapted, so that entries can refer to each other in any order. */
function reserve(growing: Growing, entry: ChosenEntry): string {
  const url = urn(growing.input.newUuid());
  const place = { url, type: entry.resource.resourceType };
  const names = [ownReference(entry.resource), entry.card.fullUrl];
  for (const name of names) {
    if (name !== undefined) growing.places.set(placeKey(entry.sourceId, name), place);
  }
  growing.placeOfResource.set(entry.resource, place);
  return url;
}

function placeKey(sourceId: SourceId | undefined, reference: string): string {
  return `${sourceId ?? ''} ${lookupKeyOf(reference) ?? reference}`;
}

function referenceIn(growing: Growing, origin: Origin): Conforming['reference'] {
  return (written, rule) => {
    const reference = textOf(written['reference']);
    if (reference === undefined) return inWords(written, undefined);
    const literal = addressFrom(origin.fullUrl, reference);
    if (isLeftOut(growing, origin, literal)) {
      return isNeeded(rule) ? absent('masked') : undefined;
    }
    const place = placeOf(growing, origin, { literal, rule });
    if (place === undefined || rule.targets?.includes(place.type) === false) {
      const words = inWords(written, nameable(growing, origin, { literal, rule }));
      return words ?? (rule.name === 'focus' ? absent('unknown') : undefined);
    }
    const named =
      rule.name === 'itemReference'
        ? namedAs(written, resourceAt(growing, origin, literal))
        : undefined;
    return { ...without(written, 'type'), reference: place.url, ...named };
  };
}

/** What a medicine is made of is named beside the reference: its own name is made of it. */
function namedAs(written: JsonObject, target: FhirResource | undefined): JsonObject {
  const title = target === undefined ? undefined : describe(target).title;
  if (title === undefined || written['display'] !== undefined) return {};
  return { display: plainWordsOf(title) };
}

/** Whether a reference must not vanish: what is about an unborn child would be read as about the patient. */
function isNeeded({ name, required }: MemberRule): boolean {
  return required || name === 'focus';
}

function isLeftOut({ input }: Growing, { sourceId }: Origin, literal: string): boolean {
  if (sourceId === undefined || literal.startsWith('#')) return false;
  return input.isLeftOut?.(sourceId, literal) === true;
}

function resourceAt(growing: Growing, origin: Origin, literal: string): FhirResource | undefined {
  if (literal.startsWith('#')) return containedIn(origin.container, literal);
  return origin.sourceId === undefined ? undefined : growing.input.lookup(origin.sourceId, literal);
}

type Wanted = { readonly literal: string; readonly rule: MemberRule };

/** Where a reference leads within the document; a supporting resource is taken in when it is first met. */
function placeOf(growing: Growing, origin: Origin, wanted: Wanted): Place | undefined {
  const { literal, rule } = wanted;
  const { sourceId } = origin;
  if (literal === '#') return { url: origin.url, type: origin.container.resourceType };
  const contained = literal.startsWith('#');
  const key = contained ? `${origin.url} ${literal}` : placeKey(sourceId, literal);
  const resource = resourceAt(growing, origin, literal);
  // Two servers of one source may have given the same type and id: the resource itself tells which it is.
  const known =
    contained || resource === undefined
      ? growing.places.get(key)
      : growing.placeOfResource.get(resource);
  if (known !== undefined) return known;
  const type = resource?.resourceType ?? /^(Patient)\//.exec(lookupKeyOf(literal) ?? '')?.[1];
  if (type === 'Patient') return { url: growing.patientUrl, type };
  if (resource === undefined || type === undefined) return undefined;
  const isPart = contained && isClinical(type);
  if (!isPart && !isSupporting(type, origin)) return undefined;
  if (rule.targets?.includes(type) === false || !isDocumentType(type)) return undefined;
  const place = { url: urn(growing.input.newUuid()), type };
  if (contained) growing.places.set(key, place);
  else growing.placeOfResource.set(resource, place);
  // What is contained refers to its siblings within the same container.
  const container = contained ? origin.container : resource;
  const fullUrl = contained ? origin.fullUrl : literal;
  const { url } = place;
  growing.waiting.push({ resource, origin: { sourceId, fullUrl, container, url, isPart } });
  return place;
}

function isSupporting(type: string, origin: Origin): boolean {
  // A statement of a device's use cannot be read without the device.
  if (type === 'Device') return origin.container.resourceType === 'DeviceUseStatement';
  return supportingTypes.includes(type);
}

/** A reference that leads nowhere in the document: what it says in words, or the name of what it means. */
function inWords(written: JsonObject, target: FhirResource | undefined): JsonObject | undefined {
  const words = without(written, 'reference', 'type');
  const title = target === undefined ? undefined : describe(target).title;
  const name = title === undefined ? undefined : plainWordsOf(title);
  const all = { ...words, ...(words['display'] === undefined && name ? { display: name } : {}) };
  return Object.keys(all).length === 0 ? undefined : all;
}

/** What an entry may name though it is not in the document. */
function nameable(
  growing: Growing,
  origin: Origin,
  { literal, rule }: Wanted,
): FhirResource | undefined {
  const target = resourceAt(growing, origin, literal);
  if (target === undefined) return undefined;
  const isInside = literal.startsWith('#');
  const { resourceType } = target;
  if (namedTypes.includes(resourceType) || (isInside && !isClinical(resourceType))) return target;
  if (!reasonTypes.has(resourceType) || !reasonMembers.has(rule.name)) return undefined;
  const { standing } = describe(target);
  if (standing === 'error' || standing === 'refuted') return undefined;
  if (isInside) return target;
  const { sourceId } = origin;
  const isTold = sourceId !== undefined && growing.input.mayName?.(sourceId, literal) === true;
  return isTold ? target : undefined;
}

/**
 * The statement by which IPS lists a device: that the source records it as the patient's.
 * When it was fitted and whether it is still in use are only said where the Device says so.
 * @see IPS 2.0.0 DeviceUseStatement-uv-ips
 */
function deviceUseOf(
  device: DocumentEntry,
  options: { readonly id: string; readonly patientUrl: string },
): DocumentEntry {
  const inUse = device.resource['status'] === 'active';
  return {
    fullUrl: `urn:uuid:${options.id}`,
    resource: {
      resourceType: 'DeviceUseStatement',
      id: options.id,
      ...(inUse ? { status: 'active' } : { _status: absent('unknown') }),
      subject: { reference: options.patientUrl },
      _timingDateTime: absent('unknown'),
      device: { reference: device.fullUrl },
    },
  };
}
