import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { objectOf, objectsOf, resourceOf, type FhirResource } from '../../shared/fhir/resource.ts';
import { readSummary } from '../../shared/summary/read-summary.ts';
import type { SectionName } from '../../shared/words/section-name.ts';
import { aRecord, selectEntries, summarise } from '../conformance/a-record.ts';
import { ipsExamples } from '../conformance/judges/definitions.ts';
import { judge } from '../conformance/judges/judge.ts';
import { english } from '../../shared/words/english.ts';

/** Where each type would be listed, so that a mutilated entry gets into the document whatever its status says. */
const sectionByType: Readonly<Record<string, SectionName>> = {
  AllergyIntolerance: 'allergies',
  Condition: 'problems',
  Consent: 'advance-directives',
  Device: 'devices',
  DeviceUseStatement: 'devices',
  Flag: 'alerts',
  Immunization: 'immunizations',
  MedicationStatement: 'medications',
  MedicationRequest: 'medications',
  Observation: 'results',
  Procedure: 'procedures',
};

const seeds: readonly FhirResource[] = [...ipsExamples().values()].flatMap((bundle) =>
  objectsOf(objectOf(bundle)?.['entry']).flatMap((entry) => resourceOf(entry['resource']) ?? []),
);
const listed = seeds.filter((seed) => seed.resourceType in sectionByType);
const others = seeds.filter(
  (seed) => !(seed.resourceType in sectionByType) && seed.resourceType !== 'Composition',
);

const junk = fc.oneof(
  fc.constantFrom(null, '', ' ', 'x', '<b>&"\u0000', 0, -1, 7.5, true, false, [], {}, [null], [[]]),
  fc.constantFrom(
    '2019-02-30',
    '2019',
    '2019-03-12T10:15',
    '20190312',
    'active',
    'entered-in-error',
  ),
  fc.constantFrom({ coding: 'x' }, { reference: 'Patient/other' }, { value: 'many' }, { start: 1 }),
  fc.constantFrom(
    { extension: [{ url: 1 }] },
    [{ url: 'x' }],
    { text: { a: 1 } },
    { low: {}, high: 2 },
  ),
);

type Change = {
  readonly at: number;
  readonly kind: 'remove' | 'replace' | 'wrap' | 'unwrap' | 'add';
  readonly value: unknown;
};

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('remove', 'replace', 'replace', 'wrap', 'unwrap', 'add'),
  value: junk,
});

/** A copy of `resource` with some members removed, replaced by nonsense, wrapped in lists or taken out of them. */
function mutilate(resource: FhirResource, changes: readonly Change[]): FhirResource {
  const copy = structuredClone(resource) as Record<string, unknown>; // ours to change
  for (const { at, kind, value } of changes) {
    const places = placesIn(copy).filter(([, name]) => name !== 'resourceType');
    const place = places[at % places.length];
    if (place === undefined) continue;
    const [holder, name] = place;
    const now = holder[name];
    if (kind === 'remove') Reflect.deleteProperty(holder, name);
    else if (kind === 'replace') holder[name] = structuredClone(value);
    else if (kind === 'wrap') holder[name] = [now];
    else if (kind === 'unwrap') holder[name] = Array.isArray(now) ? now[0] : now;
    else holder[`${name}Extra`] = structuredClone(value);
  }
  return copy as FhirResource; // its type was left alone
}

function placesIn(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>; // an array's members have names too
  return Object.keys(holder).flatMap((name): [Record<string, unknown>, string][] => [
    [holder, name],
    ...placesIn(holder[name]),
  ]);
}

const mutilated = (from: readonly FhirResource[]) =>
  fc
    .tuple(fc.constantFrom(...from), fc.array(change, { maxLength: 6 }))
    .map(([resource, changes]) => mutilate(resource, changes));

const records = fc
  .tuple(
    fc.array(mutilated(listed), { minLength: 1, maxLength: 10 }),
    fc.array(mutilated(others), { maxLength: 6 }),
  )
  .map(([entries, rest]) => {
    const incoming = [...rest, ...entries].map((resource) => ({
      resource,
      text: JSON.stringify(resource),
    }));
    const record = aRecord({ 'A surgery': incoming });
    const unique = new Map(record.cards.map((card) => [card.key, card]));
    const selection = Object.values(sectionByType).map((section) => ({
      section,
      left: [],
      keys: [...unique.values()]
        .filter((card) => sectionByType[card.resourceType] === section)
        .map((card) => card.key),
    }));
    const sections = [...new Map(selection.map((one) => [one.section, one])).values()];
    return { record, selection: sections };
  });

describe('a summary of mutilated resources', () => {
  it('is always a valid document that can be read back', () => {
    fc.assert(
      fc.property(records, ({ record, selection }) => {
        selectEntries(record.cards, new Date('2026-11-21T12:00:00Z'));
        const { parsed, text } = summarise(record, { selection });
        expect(judge(parsed)).toEqual([]);
        const view = readSummary(text, english);
        const shown = view?.sections.reduce((count, section) => count + section.items.length, 0);
        expect(shown).toBe(selection.reduce((count, section) => count + section.keys.length, 0));
      }),
      { numRuns: Number(process.env['RUNS'] ?? 60) },
    );
  });
});
