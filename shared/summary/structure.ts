import json from './r4-structure.json' with { type: 'json' };

/** What FHIR R4, as IPS 2.0.0 narrows it, says of one member of a type. */
export type MemberRule = {
  readonly name: string;
  readonly type: string;
  readonly many: boolean;
  readonly required: boolean;
  /** `onset` for `onsetDateTime`, `onsetAge` …: at most one of them is there. */
  readonly choice?: string;
  /** The codes of a required value set. */
  readonly codes?: ReadonlySet<string>;
  /** The types that a Reference may lead to; absent where any will do. */
  readonly targets?: readonly string[];
};

export type TypeRules = {
  readonly members: ReadonlyMap<string, MemberRule>;
  readonly required: readonly MemberRule[];
};

// Written by scripts/make-r4-structure.ts; the compiler need not know each of its thousand lines.
const written: {
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly codes: Readonly<Record<string, readonly string[]>>;
} = json;

const rules = new Map<string, TypeRules>();

/** The members of a resource type, data type or backbone element (`Observation.component`); `undefined` for a primitive or unknown type. */
export function rulesOf(type: string): TypeRules | undefined {
  const known = rules.get(type);
  if (known !== undefined) return known;
  const members = Object.hasOwn(written.types, type) ? written.types[type] : undefined;
  if (members === undefined) return undefined;
  const list = Object.entries(members).map(([name, text]) => readRule(name, text));
  const read = {
    members: new Map(list.map((rule) => [rule.name, rule])),
    required: list.filter((rule) => rule.required),
  };
  rules.set(type, read);
  return read;
}

// "Reference 1..1 to=Patient,Group"
function readRule(name: string, text: string): MemberRule {
  const [type = '', cardinality = '0..1', ...rest] = text.split(' ');
  const named = (key: string) =>
    rest.find((part) => part.startsWith(`${key}=`))?.slice(key.length + 1);
  const choice = named('choice');
  const codes = written.codes[named('codes') ?? ''];
  const targets = named('to')?.split(',');
  return {
    name,
    type,
    many: cardinality.endsWith('*'),
    required: cardinality.startsWith('1'),
    ...(choice === undefined ? {} : { choice }),
    ...(codes === undefined ? {} : { codes: new Set(codes) }),
    ...(targets === undefined ? {} : { targets }),
  };
}
