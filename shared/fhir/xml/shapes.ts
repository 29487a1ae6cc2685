import type { FhirVersion } from '../version.ts';
import json from './shapes.json' with { type: 'json' };

/** A member as a FHIR version defines it; `type` is `string` for every primitive that JSON writes as text. */
export type Shape = { readonly type: string; readonly repeats: boolean };

const single: Shape = { type: 'string', repeats: false };

// Written by scripts/make-fhir-shapes.ts: `{ R4: { Patient: "active:boolean name:HumanName* …" } }`.
const written: Readonly<Record<FhirVersion, Readonly<Record<string, string>>>> = json;

/** R5 and STU3 hold only what differs from R4, DSTU2 only what differs from R4 and STU3. */
const order: Readonly<Record<FhirVersion, readonly FhirVersion[]>> = {
  R4: ['R4'],
  R5: ['R5', 'R4'],
  STU3: ['STU3', 'R4'],
  DSTU2: ['DSTU2', 'STU3', 'R4'],
};

/** What every type has, whether or not its own line says so. */
const everywhere: ReadonlyMap<string, Shape> = membersOf(
  'extension:Extension* modifierExtension:Extension* contained:Resource* meta:Meta text:Narrative',
);

const known = new Map<string, ReadonlyMap<string, Shape>>();

/** How a version writes `member` of `type` (a resource, a data type, a part: `PatientContact`). What it does not know is a single text. */
export function shapeOf(version: FhirVersion, type: string, member: string): Shape {
  const key = `${version} ${type}`;
  let members = known.get(key);
  if (members === undefined) {
    members = membersOf(lineOf(version, type));
    known.set(key, members);
  }
  return members.get(member) ?? everywhere.get(member) ?? single;
}

function lineOf(version: FhirVersion, type: string): string {
  const has = order[version].find((candidate) => Object.hasOwn(written[candidate], type));
  return has === undefined ? '' : (written[has][type] ?? '');
}

function membersOf(line: string): ReadonlyMap<string, Shape> {
  return new Map(
    line
      .split(' ')
      .filter((part) => part !== '')
      .map((part) => {
        const [member = '', type = ''] = part.split(':');
        return [member, { type: type.replace('*', ''), repeats: type.endsWith('*') }];
      }),
  );
}
