import { defined } from '../../base/defined.ts';
import { plainWordsOf, type Concept } from '../../fhir/concept.ts';
import { dayOf } from '../../fhir/partial-date.ts';
import { idOf, objectsOf, resourceOf, type FhirResource } from '../../fhir/resource.ts';
import type { Description } from '../card.ts';
import {
  flags,
  type ContainedEntry,
  type Fact,
  type FactName,
  type FactValue,
  type ReferenceValue,
} from '../fact.ts';

/** Facts that lead to results of their own: each of these is a part of the entry that holds it. */
const members: ReadonlySet<FactName> = new Set(['hasMember', 'result']);

/** What of a contained resource says nothing more within the entry that holds it. */
const passedOver: ReadonlySet<FactName> = new Set([
  'asserter',
  'category',
  'identifier',
  'informationSource',
  'recordedDate',
  'recorder',
  'requester',
  'result',
  'series',
]);

/** Statuses that go without saying of what stands inside another entry. */
const usualStatuses: ReadonlySet<string> = new Set(['active', 'completed', 'current', 'final']);

/** Types that only say who, where or of what: the members that lead to them name them. */
const namedWhereNeeded: ReadonlySet<string> = new Set([
  'Binary',
  'CodeSystem',
  'Device',
  'Endpoint',
  'Group',
  'HealthcareService',
  'Location',
  'Medication',
  'Organization',
  'Patient',
  'Person',
  'Practitioner',
  'PractitionerRole',
  'Provenance',
  'Questionnaire',
  'RelatedPerson',
  'StructureDefinition',
  'Substance',
  'ValueSet',
]);

/** Whether a resource of this type says something clinical itself. */
export function isClinical(resourceType: string): boolean {
  return !namedWhereNeeded.has(resourceType);
}

type Reading = {
  readonly holder: FhirResource;
  /** Of the entry that holds all of them. */
  readonly date: string | undefined;
  readonly inner: ReadonlyMap<string, FhirResource>;
  readonly describeEach: (resource: FhirResource) => Description;
  /** Those that some fact leads to. */
  readonly told: Set<string>;
  /** Those inside which the reading is: some lead back to themselves. */
  readonly within: ReadonlySet<string>;
};

/**
 * The description with what contained resources say in the place of references to them, and what none leads to after
 * all else. They are parts of the entry, never entries of their own.
 * @see https://hl7.org/fhir/R4/references.html#contained
 */
export function withContained(
  holder: FhirResource,
  described: Description,
  describeEach: Reading['describeEach'],
): Description {
  const inner = holder.resourceType === 'List' ? new Map<string, FhirResource>() : innerOf(holder);
  if (inner.size === 0 && !described.facts.some(({ value }) => leadsInside(value))) {
    return described;
  }
  const { date } = described;
  const told = new Set<string>();
  const reading = { holder, date, inner, describeEach, told, within: new Set<string>() };
  const facts = resolved(described.facts, reading);
  const all = [...facts, ...untold(reading)];
  return { ...described, facts: all, ...flagOfMembers(described, all) };
}

function innerOf(holder: FhirResource): Map<string, FhirResource> {
  return new Map(
    objectsOf(holder['contained']).flatMap((one): [string, FhirResource][] => {
      const resource = resourceOf(one);
      const id = resource && idOf(resource);
      return resource === undefined || id === undefined ? [] : [[id, resource]];
    }),
  );
}

function leadsInside(value: FactValue): boolean {
  if (typeof value !== 'object') return false;
  if ('reference' in value) return idIn(value.reference) !== undefined;
  if (!('item' in value)) return false;
  const { head, parts } = value.item;
  return (head !== undefined && leadsInside(head)) || parts.some((part) => leadsInside(part.value));
}

function idIn({ reference }: ReferenceValue): string | undefined {
  return reference?.startsWith('#') === true ? reference.slice(1) : undefined;
}

function resolved(facts: readonly Fact[], reading: Reading): Fact[] {
  return facts.flatMap((fact) => resolvedFact(fact, reading));
}

function resolvedFact(fact: Fact, reading: Reading): Fact[] {
  const { value } = fact;
  if (typeof value !== 'object' || !leadsInside(value)) return [fact];
  if ('item' in value) {
    const { head, parts } = value.item;
    const heads = head === undefined ? [] : resolvedFact({ name: 'item', value: head }, reading);
    const [first, ...others] = heads.map((one) => one.value);
    const told = [...others.map((one) => ({ name: fact.name, value: one })), ...parts];
    const item = defined({ head: first, parts: resolved(told, reading) });
    return first === undefined && item.parts.length === 0 ? [] : [{ ...fact, value: { item } }];
  }
  return 'reference' in value ? insideFacts(fact, value.reference, reading) : [fact];
}

/** What stands where a fact leads; its display as well, where that says something else. */
function insideFacts(fact: Fact, written: ReferenceValue, reading: Reading): Fact[] {
  const { display } = written;
  const id = idIn(written) ?? '';
  const shown = display === undefined ? [] : [{ ...fact, value: { reference: { display } } }];
  const described = describedInside(id, reading);
  if (described === undefined) {
    // That it is about somebody else must be said even where nobody is named.
    return fact.name === 'focus' && display === undefined
      ? [{ ...fact, value: { reference: {} } }]
      : shown;
  }
  if (members.has(fact.name)) return memberFacts(described, reading);
  const value = entryValue(described, reading);
  if (value === undefined) return shown;
  const isSaid = display !== undefined && titleWords(described).includes(display.toLowerCase());
  return [...(isSaid ? [] : shown), { ...fact, value }];
}

function titleWords({ title }: Description): string {
  return title === undefined ? '' : plainWordsOf(title).toLowerCase();
}

function describedInside(id: string, reading: Reading): Description | undefined {
  const { inner, holder, describeEach, told, within } = reading;
  const resource = inner.get(id);
  if (resource === undefined || within.has(id)) return undefined;
  told.add(id);
  const described = describeEach({ ...resource, contained: holder['contained'] });
  const deeper = { ...reading, within: new Set([...within, id]) };
  return { ...described, facts: resolved(described.facts, deeper) };
}

/** What one contained resource says, as little as says it; `undefined` where that is nothing. */
function entryValue(described: Description, reading: Reading): FactValue | undefined {
  if (described.standing === 'error') return { entry: errorIn(described) };
  const { kind, title, value, referenceRange, flag, verificationStatus, doNotPerform, intent } =
    described;
  const facts = [
    ...dateFacts(described, reading),
    ...described.facts.filter(({ name }) => !passedOver.has(name)),
  ];
  const more = defined({
    status: statusOf(described),
    verificationStatus: verificationStatus === 'confirmed' ? undefined : verificationStatus,
    doNotPerform,
    intent: intent === 'order' ? undefined : intent,
    value,
    referenceRange,
    flag: described.flagOfPart === undefined ? flag : undefined,
    ended: described.ended,
    facts: facts.length === 0 ? undefined : facts,
  });
  if (Object.keys(more).length > 0) {
    const entry: ContainedEntry = defined({ kind, title, ...more });
    return { entry };
  }
  return title === undefined ? undefined : { concept: title };
}

/** Of what its source calls an error only this is said, and what it was called. */
function errorIn({ kind, title }: Description): ContainedEntry {
  return defined({ kind, title, status: 'entered-in-error' });
}

/** Whether a fact tells of something inside the entry that its source calls an error. */
export function isInError({ value }: Fact): boolean {
  if (typeof value !== 'object') return false;
  if ('entry' in value) return value.entry.status === 'entered-in-error';
  if (!('item' in value)) return false;
  const { head, parts } = value.item;
  return (head !== undefined && isInError({ name: 'item', value: head })) || parts.some(tellsError);
}

function tellsError({ name, value }: Fact): boolean {
  return (
    name === 'status' &&
    typeof value === 'object' &&
    'code' in value &&
    value.code === 'entered-in-error'
  );
}

function statusOf({ status }: Description): string | undefined {
  return status === undefined || usualStatuses.has(status.toLowerCase()) ? undefined : status;
}

/** Its date, where that is not the day of the entry that holds it. */
function dateFacts({ date, dateMeaning }: Description, { date: ofHolder }: Reading): Fact[] {
  if (date === undefined) return [];
  if (ofHolder !== undefined && dayOf(date) === dayOf(ofHolder)) return [];
  return [{ name: dateMeaning === 'started' ? 'onset' : 'occurrence', value: { date } }];
}

/** A result that stands inside a report or a panel, as a component of it: its value, its flag, and what belongs to it. */
function memberFacts(described: Description, reading: Reading): Fact[] {
  const { title, value, referenceRange, flag, flagOfPart, facts } = described;
  if (described.standing === 'error') {
    const code = 'entered-in-error';
    const item = { parts: [{ name: 'status' as const, value: { code } }] };
    return [defined({ name: 'component' as const, label: title, value: { item } })];
  }
  const parts = facts.filter(({ name }) => name === 'component');
  const status = statusOf(described);
  const more: Fact[] = [
    ...(status === undefined ? [] : [{ name: 'status' as const, value: { code: status } }]),
    ...dateFacts(described, reading),
    ...facts.filter(
      ({ name }) => name !== 'component' && name !== 'interpretation' && !passedOver.has(name),
    ),
  ];
  const head = value ?? (parts.length === 0 ? { noValue: true as const } : undefined);
  const whole = more.length === 0 ? head : { item: defined({ head, parts: more }) };
  const interpretation = facts.flatMap(({ name, value: said }) =>
    name === 'interpretation' && typeof said === 'object' && 'concept' in said
      ? [said.concept]
      : [],
  );
  const own: Fact[] =
    whole === undefined
      ? []
      : [
          defined({
            name: 'component' as const,
            label: title,
            value: whole,
            range: referenceRange,
            flag: flagOfPart === undefined ? flag : undefined,
            interpretation: interpretation.length === 0 ? undefined : interpretation,
          }),
        ];
  return [...own, ...parts.map((part) => ({ ...part, ...labelWithin(title, part.label) }))];
}

/** "Blood pressure – Systolic" */
function labelWithin(title: Concept | undefined, label: Concept | undefined) {
  const words = [title, label].flatMap((one) => (one === undefined ? [] : [plainWordsOf(one)]));
  return words.length === 0 ? {} : { label: { text: words.join(' – ') } };
}

/** Contained resources of clinical types to which no fact leads. */
function untold(reading: Reading): Fact[] {
  const { holder, inner, told } = reading;
  return [...inner].flatMap(([id, { resourceType }]): Fact[] => {
    const isOfUse = resourceType === 'Device' && holder.resourceType === 'DeviceUseStatement';
    if (told.has(id) || (!isClinical(resourceType) && !isOfUse)) return [];
    const described = describedInside(id, reading);
    if (described === undefined) return [];
    const value = entryValue(described, reading);
    if (value === undefined) return [];
    const { kind, title } = described;
    const isEntry = typeof value === 'object' && 'entry' in value;
    return [{ name: 'contained', value: isEntry ? value : { entry: defined({ kind, title }) } }];
  });
}

/** A report whose parts are out of the ordinary is so, too. */
function flagOfMembers(
  { category, flag }: Description,
  facts: readonly Fact[],
): Pick<Description, 'flag' | 'flagOfPart'> {
  if (category !== 'results' || flag !== undefined) return {};
  const found = flags.find((one) =>
    facts.some((fact) => fact.name === 'component' && fact.flag === one),
  );
  return found === undefined ? {} : { flag: found, flagOfPart: true };
}
