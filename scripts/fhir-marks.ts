import type { Shape, Shapes } from './fhir-shapes.ts';

const versions = ['DSTU2', 'STU3', 'R4', 'R5'] as const;

const older = ['DSTU2', 'STU3', 'R4'] as const;

type Version = (typeof versions)[number];
type Marks = Partial<Record<Version, string>>;

/**
 * By resource type, the versions that have it and the members that tell these apart, each with its kind there:
 * `{ Condition: { STU3: 'assertedDate:plain clinicalStatus:plain …', R4: 'clinicalStatus:object …' } }`.
 */
export function marksOf(shapes: Readonly<Record<Version, Shapes>>): Record<string, Marks> {
  // A type that only R5 has says nothing of the version: R4B has many of these.
  const types = new Set(
    older.flatMap((version) =>
      [...shapes[version]].flatMap(([type, members]) => (members.has('resourceType') ? type : [])),
    ),
  );
  return Object.fromEntries(
    [...types].sort().map((type) => [
      type,
      marksOfType(
        versions.flatMap((version) => {
          const members = shapes[version].get(type);
          return members === undefined ? [] : [{ version, kinds: kindsOf(members) }];
        }),
      ),
    ]),
  );
}

function marksOfType(
  known: readonly { readonly version: Version; readonly kinds: ReadonlySet<string> }[],
): Marks {
  return Object.fromEntries(
    known.map(({ version, kinds }) => [
      version,
      [...kinds].filter((kind) => known.some((other) => !other.kinds.has(kind))).join(' '),
    ]),
  );
}

/** Of a list, a primitive value or an object: as much as a look at the JSON tells. */
function kindsOf(members: ReadonlyMap<string, Shape>): ReadonlySet<string> {
  return new Set([...members].map(([member, shape]) => `${member}:${kindOf(shape)}`));
}

function kindOf({ type, repeats }: Shape): string {
  if (repeats) return 'list';
  return ['string', 'number', 'boolean'].includes(type) ? 'plain' : 'object';
}
