import { listOf, objectOf, type JsonObject } from '../resource.ts';
import { addBeside } from './beside.ts';
import type { Draft, Mapping } from './mapping.ts';

const everywhere = new Set(
  'id meta implicitRules language text contained extension modifierExtension'.split(' '),
);

/** Maps the members of `source` into `draft` as `mapping` says; what no table names stays in the original and is said so. */
export function mapMembers(source: JsonObject, mapping: Mapping, draft: Draft): void {
  const same = new Set(mapping.same.split(' '));
  for (const [member, value] of Object.entries(source)) {
    if (value === undefined || value === null || member === 'resourceType') continue;
    if (member.startsWith('_')) mapBeside(member, value, { mapping, same, draft });
    else if (everywhere.has(member) || same.has(member)) add(draft, member, value);
    else mapMember(member, value, { mapping, draft, source });
  }
  for (const [member, value] of Object.entries(mapping.says ?? {})) {
    if (!draft.members.has(member)) draft.members.set(member, value);
  }
}

function mapMember(
  member: string,
  value: unknown,
  { mapping, draft, source }: { mapping: Mapping; draft: Draft; source: JsonObject },
): void {
  const { renamed = {}, listed = {}, changed = {}, beside = {} } = mapping;
  if (Object.hasOwn(renamed, member)) add(draft, renamed[member] ?? member, value);
  else if (Object.hasOwn(listed, member)) add(draft, listed[member] ?? member, listOf(value));
  else if (Object.hasOwn(changed, member)) changed[member]?.(value, draft, source);
  else if (Object.hasOwn(beside, member)) addBeside(draft, { member, value, type: beside[member] });
  else draft.unplaced.push({ path: `${draft.path}.${member}`, kept: 'original' });
}

/** The `_member` of a primitive goes where the primitive itself goes. */
function mapBeside(
  member: string,
  value: unknown,
  { mapping, same, draft }: { mapping: Mapping; same: ReadonlySet<string>; draft: Draft },
): void {
  const name = member.slice(1);
  const renamed = mapping.renamed ?? {};
  if (same.has(name) || everywhere.has(name)) add(draft, member, value);
  else if (Object.hasOwn(renamed, name)) add(draft, `_${renamed[name] ?? name}`, value);
  else draft.unplaced.push({ path: `${draft.path}.${member}`, kept: 'original' });
}

/** Sets a member of R4; where it is a list that has something already, adds to it. A second single value has no place. */
export function add(draft: Draft, member: string, value: unknown): void {
  const before = draft.members.get(member);
  if (before === undefined) draft.members.set(member, value);
  else if (Array.isArray(before)) draft.members.set(member, [...listOf(before), ...listOf(value)]);
  else draft.unplaced.push({ path: `${draft.path}.${member}`, kept: 'original' });
}

/** Maps a part of a resource, `name` under the draft's own path. */
export function mapPart(value: unknown, name: string, mapping: Mapping, draft: Draft): unknown {
  const part = objectOf(value);
  if (part === undefined) return value;
  const members = new Map<string, unknown>();
  mapMembers(part, mapping, { ...draft, path: `${draft.path}.${name}`, members });
  return Object.fromEntries(members);
}
