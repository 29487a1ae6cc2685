import { listOf, type JsonObject } from '../fhir/resource.ts';

/** `object` without some members and what belongs to them (`_status` to `status`). */
export function without(object: JsonObject, ...names: string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([name]) => !names.includes(name.replace(/^_/, ''))),
  );
}

/** `resource` with `text` added to its notes: what its structure has no room for is still said. */
export function withNote(resource: JsonObject, text: string): JsonObject {
  return { ...resource, note: [...listOf(resource['note']), { text }] };
}
