import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A member as a FHIR version defines it: its data type (`string` for every primitive that JSON writes as one). */
export type Shape = { readonly type: string; readonly repeats: boolean };

/** Every type of a FHIR version, resources and parts of them (`PatientContact`): its own members by name; a resource has `resourceType`. */
export type Shapes = ReadonlyMap<string, ReadonlyMap<string, Shape>>;

const folder = dirname(createRequire(import.meta.url).resolve('@types/fhir/package.json'));

const interfaces = /export interface (\w+)(?:<[^{]*?>)?(?: extends (\w+))?\s*\{([\s\S]*?)\n\}/g;
const members = /^\s+(?:readonly )?([a-z]\w*)\??: (.*?)(?: \| undefined)?;$/gm;

/** Reads what `@types/fhir` says of a version. An Age has the members of a Quantity. */
export function readShapes(version: 'r2' | 'r3' | 'r4' | 'r5'): Shapes {
  const text = readFileSync(join(folder, `${version}.d.ts`), 'utf8');
  const found = [...text.matchAll(interfaces)].map(([, name = '', parent, body = '']) => ({
    name,
    parent,
    own: membersOf(body),
  }));
  return new Map(
    found.map(({ name, parent, own }) => {
      const quantity = found.find((one) => one.name === 'Quantity')?.own ?? [];
      return [name, new Map(parent === 'Quantity' ? quantity : own)];
    }),
  );
}

function membersOf(body: string): [string, Shape][] {
  return [...body.matchAll(members)].map(([, member = '', written = '']) => [
    member,
    shapeOf(written),
  ]);
}

/** Read from `Reference | Reference[]`, `('male'|'female')`, `CodeableConcept[]`; `T` and `FhirResource` stand for any resource. */
function shapeOf(written: string): Shape {
  const first = (written.split('|')[0] ?? '').replace(/<.*>|[()[\]\s]/g, '');
  const type = first.startsWith("'") ? 'string' : first;
  const repeats = written.endsWith('[]');
  return { type: type === 'T' || type === 'FhirResource' ? 'Resource' : type, repeats };
}
