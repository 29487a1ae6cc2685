/** Any object with a `resourceType`, whatever else a server put into it. Its other members are `unknown` until a reader narrows them. */
export type FhirResource = {
  readonly resourceType: string;
  readonly id?: unknown;
  readonly [member: string]: unknown;
};

export type JsonObject = { readonly [member: string]: unknown };

/** `value` as an object, or `undefined` for anything else (arrays and `null` too). */
export function objectOf(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject) // narrowed by the line above; members stay unknown
    : undefined;
}

/** `value` as a list: an array as it is, a single value as a list of one, nothing as none. Servers send either. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** The objects of a list; what is no object is passed over. */
export function objectsOf(value: unknown): JsonObject[] {
  return listOf(value)
    .map(objectOf)
    .filter((item) => item !== undefined);
}

/** Trimmed text, or `undefined` where there is none or it is no string. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** `value` as a resource, or `undefined` where it has no usable `resourceType`. */
export function resourceOf(value: unknown): FhirResource | undefined {
  const object = objectOf(value);
  const resourceType = textOf(object?.['resourceType']);
  if (object === undefined || resourceType === undefined) return undefined;
  return /^[A-Z][A-Za-z]+$/.test(resourceType) ? (object as FhirResource) : undefined; // checked above
}

/** A resource's logical id, or `undefined` where it has none. */
export function idOf(resource: FhirResource): string | undefined {
  return textOf(resource.id);
}

/** The object at `member` of each object of a list: every `attachment` of a DocumentReference's `content`, say. */
export function memberObjects(list: unknown, member: string): JsonObject[] {
  return objectsOf(list)
    .map((item) => objectOf(item[member]))
    .filter((item) => item !== undefined);
}
