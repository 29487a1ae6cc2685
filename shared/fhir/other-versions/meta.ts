import { listOf, objectOf } from '../resource.ts';
import { addBeside } from './beside.ts';
import type { Draft } from './mapping.ts';

/** In R4's words a resource keeps its `meta`, but no longer claims to follow a profile of the older version. */
export function withoutProfile(meta: unknown, draft: Draft): unknown {
  const object = objectOf(meta);
  if (object?.['profile'] === undefined) return meta;
  const { profile, ...rest } = object;
  const members = new Map<string, unknown>(Object.entries(rest));
  addBeside(
    { ...draft, path: 'Meta', members },
    { member: 'profile', value: listOf(profile), type: 'Uri' },
  );
  return Object.fromEntries(members);
}
