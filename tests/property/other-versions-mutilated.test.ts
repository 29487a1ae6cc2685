import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/base/error.ts';
import { versionsTogether } from '../../shared/fhir/other-versions/version-of.ts';
import { mappings, toR4 } from '../../shared/fhir/other-versions/to-r4.ts';
import type { Mapping } from '../../shared/fhir/other-versions/mapping.ts';
import { readRecord } from '../../shared/fhir/read-record.ts';
import { resourceOf } from '../../shared/fhir/resource.ts';

const runs = Number(process.env['RUNS'] ?? 300);

const kinds = Object.entries(mappings).flatMap(([resourceType, versions]) =>
  (['DSTU2', 'STU3', 'R5'] as const).flatMap((version) => {
    const mapping = versions[version];
    return mapping === undefined ? [] : [{ resourceType, version, members: membersOf(mapping) }];
  }),
);

function membersOf({ same, renamed, listed, changed, beside }: Mapping): string[] {
  const tables = [renamed, listed, changed, beside].flatMap((table) => Object.keys(table ?? {}));
  return [
    ...same.split(' '),
    ...tables,
    'contained',
    'extension',
    'meta',
    'text',
    '_status',
    'junk',
  ];
}

const parts =
  'agent actor role type target reason batch content item ref identifier note code detail dose quantityQuantity repeat when family system reference fhir_comments __proto__ resourceType'.split(
    ' ',
  );

const { junk } = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom(
      null,
      '',
      'active',
      'n',
      'true',
      true,
      false,
      0,
      -1,
      7.5,
      'http://hl7.org/fhir/v3/x',
    ),
    fc.constantFrom('MedicationOrder/1', 'EpisodeOfCare/2', '2019-02-30', 'replace', 'has-member'),
  ),
  junk: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('junk'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...parts), tie('junk'), { maxKeys: 4 }),
  ),
}));

const resources = fc
  .constantFrom(...kinds)
  .chain((kind) =>
    fc
      .dictionary(fc.constantFrom(...kind.members), junk, { maxKeys: 8 })
      .map((members) => ({ ...kind, resource: { ...members, resourceType: kind.resourceType } })),
  );

describe('mutilated resources of older versions', () => {
  it('become a resource without a crash, and stay as they were themselves', () => {
    fc.assert(
      fc.property(resources, ({ resource, version }) => {
        const before = JSON.stringify(resource);
        const mapped = toR4(resource, version);
        expect(resourceOf(mapped.resource)).toBeDefined();
        expect(JSON.stringify(resource)).toBe(before);
        expect(JSON.stringify(mapped.resource).length).toBeLessThan(6 * before.length + 2000);
        expect(versionsTogether([resource, mapped.resource])).toHaveLength(2);
      }),
      { numRuns: runs },
    );
  });

  it('lose no text: it stands in R4, or its place is named', () => {
    const places = kinds.flatMap((kind) => kind.members.map((member) => ({ ...kind, member })));
    const word = 'zzyzx';
    const values = fc.constantFrom(
      word,
      { text: word },
      [{ text: word }],
      [[word]],
      [{ a: { b: word } }],
      [7, word],
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        values,
        ({ resourceType, version, member }, value) => {
          const mapped = toR4({ resourceType, [member]: value }, version);
          const isNamed = mapped.unplaced.some(({ kept }) => kept === 'original');
          expect(isNamed || JSON.stringify(mapped.resource).includes(word)).toBe(true);
        },
      ),
      { numRuns: 10 * runs },
    );
  });

  it('of any depth neither crash nor hang', () => {
    const deep = `${'{"extension":['.repeat(20_000)}${']}'.repeat(20_000)}`;
    const text = `{"resourceType":"MedicationOrder","extension":[${deep}]}`;
    expect(readRecord(text).resources).toHaveLength(1);
  });
});

const xml =
  '<Bundle xmlns="http://hl7.org/fhir"><entry><fullUrl value="urn:uuid:1"/><resource><MedicationOrder><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml">a &amp; <b>b</b></div></text><patient><reference value="Patient/1"/></patient><dosageInstruction><doseQuantity><value value="1.50"/></doseQuantity></dosageInstruction></MedicationOrder></resource></entry></Bundle>';

const cuts = fc.array(
  fc.record({
    at: fc.nat(xml.length),
    length: fc.nat(12),
    put: fc.constantFrom(
      '',
      '<',
      '>',
      '"',
      '&',
      '&#x0;',
      '<!--',
      '<![CDATA[',
      '</resource>',
      '<entry>',
      ' value="x"',
      '\u0000',
      '<?x',
    ),
  }),
  { minLength: 1, maxLength: 4 },
);

describe('mutilated XML', () => {
  it('is read or refused with a reason', () => {
    fc.assert(
      fc.property(cuts, (changes) => {
        const broken = changes.reduce(
          (text, { at, length, put }) => text.slice(0, at) + put + text.slice(at + length),
          xml,
        );
        try {
          for (const { resource } of readRecord(broken).resources) {
            expect(resourceOf(resource)).toBeDefined();
          }
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: runs },
    );
  });
});
