import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { marksOf } from '../../../../scripts/fhir-marks.ts';
import { readShapes, type Shapes } from '../../../../scripts/fhir-shapes.ts';
import type { Mapping, OtherVersion } from '../../../../shared/fhir/other-versions/mapping.ts';
import { mappings } from '../../../../shared/fhir/other-versions/to-r4.ts';
import { objectOf } from '../../../../shared/fhir/resource.ts';

const shapes: Readonly<Record<OtherVersion | 'R4', Shapes>> = {
  DSTU2: readShapes('r2'),
  STU3: readShapes('r3'),
  R4: readShapes('r4'),
  R5: readShapes('r5'),
};

const all = Object.entries(mappings).flatMap(([type, versions]) =>
  (['DSTU2', 'STU3', 'R5'] as const).flatMap((version) => {
    const mapping = versions[version];
    const isDefined = shapes[version].has(type); // no draft's name
    return mapping === undefined || !isDefined ? [] : [{ type, version, mapping }];
  }),
);

function named(mapping: Mapping): string[] {
  const { renamed, listed, changed, beside } = mapping;
  const tables = [renamed, listed, changed, beside].flatMap((table) => Object.keys(table ?? {}));
  return [...mapping.same.split(' ').filter((member) => member !== ''), ...tables];
}

describe('the mappings of older versions', () => {
  it.each(all)('name every member of $type in $version once', ({ type, version, mapping }) => {
    const defined = [...(shapes[version].get(type)?.keys() ?? [])];
    const members = defined.filter((member) => member !== 'resourceType');
    expect(named(mapping).sort()).toEqual(members.sort());
  });

  it.each(all)('put members of $type in $version where R4 has a place', (one) => {
    const { type, mapping, version } = one;
    const members = shapes.R4.get(mapping.resourceType ?? type);
    const single = [...mapping.same.split(' '), ...Object.values(mapping.renamed ?? {})];
    const places = [...single, ...Object.values(mapping.listed ?? {})];
    expect(places.filter((member) => member !== '' && members?.has(member) !== true)).toEqual([]);
    expect(new Set(places).size).toBe(places.length);
    const repeating = new Map(
      [...(shapes[version].get(type) ?? [])].map(([member, shape]) => [
        mapping.renamed?.[member] ?? member,
        shape.repeats,
      ]),
    );
    const otherKind = single.filter(
      (member) => member !== '' && members?.get(member)?.repeats !== repeating.get(member),
    );
    expect(otherKind).toEqual([]);
    const lists = Object.values(mapping.listed ?? {});
    expect(lists.filter((member) => members?.get(member)?.repeats !== true)).toEqual([]);
  });
});

describe('the tables made from the definitions', () => {
  it('are what the script makes of them today', () => {
    const written: unknown = JSON.parse(
      readFileSync('shared/fhir/other-versions/marks.json', 'utf8'),
    );
    expect(written).toEqual(marksOf(shapes));
    expect(Object.keys(objectOf(written) ?? {})).toContain('AllergyIntolerance');
  });
});
