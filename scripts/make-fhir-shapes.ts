/**
 * Writes `shared/fhir/xml/shapes.json` and `shared/fhir/other-versions/marks.json`. Run by `npx tsx scripts/make-fhir-shapes.ts`.
 * Read from the interfaces that `@types/fhir` was generated with from HL7's own definitions of DSTU2, STU3, R4 and R5.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { marksOf } from './fhir-marks.ts';
import { mappingsOfR5 } from '../shared/fhir/other-versions/r5/mappings.ts';
import { readShapes, type Shapes } from './fhir-shapes.ts';

const r5 = readShapes('r5');
const r4 = readShapes('r4');
const stu3 = readShapes('r3');
const dstu2 = readShapes('r2');

await write('xml/shapes.json', {
  R4: linesOf(r4),
  R5: withoutSame(linesOf(mappedOf(r5)), linesOf(r4)),
  STU3: withoutSame(linesOf(stu3), linesOf(r4)),
  DSTU2: withoutSame(linesOf(dstu2), { ...linesOf(r4), ...linesOf(stu3) }),
});
await write('other-versions/marks.json', marksOf({ DSTU2: dstu2, STU3: stu3, R4: r4, R5: r5 }));

async function write(name: string, content: unknown): Promise<void> {
  const target = fileURLToPath(new URL(`../shared/fhir/${name}`, import.meta.url));
  const options = { ...(await resolveConfig(target)), parser: 'json' };
  writeFileSync(target, await format(JSON.stringify(content), options));
}

/** `{ Patient: "active:boolean name:HumanName* …" }`: a single string needs no saying, `*` marks what repeats. */
function linesOf(shapes: Shapes): Record<string, string> {
  return Object.fromEntries(
    [...shapes].map(([name, members]) => [
      name,
      [...members]
        .filter(([, member]) => member.repeats || member.type !== 'string')
        .map(([member, { type, repeats }]) => `${member}:${type}${repeats ? '*' : ''}`)
        .join(' '),
    ]),
  );
}

/** Of R5, the data types, and the resources that have a mapping: what has none is not read. */
function mappedOf(shapes: Shapes): Shapes {
  const resources = [...shapes].filter(([, members]) => members.has('resourceType'));
  const others = resources
    .map(([name]) => name)
    .filter((name) => !Object.hasOwn(mappingsOfR5, name));
  const longestFirst = [...resources.map(([name]) => name)].sort((a, b) => b.length - a.length);
  const ownerOf = (name: string): string | undefined =>
    longestFirst.find((resource) => name.startsWith(resource));
  return new Map([...shapes].filter(([name]) => !others.includes(ownerOf(name) ?? '')));
}

/** R5 and STU3 fall back on R4, DSTU2 on STU3: only what differs is written. */
function withoutSame(
  lines: Record<string, string>,
  newer: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(lines).filter(([name, line]) => newer[name] !== line));
}
