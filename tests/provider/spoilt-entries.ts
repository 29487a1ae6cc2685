import { isObject, jsonText, parseJson, type JsonObject } from './json.ts';

/** Entries that no client should see, and that some clients do. */
export const nonsenseEntries = [
  'null',
  '42',
  '"nonsense"',
  '[]',
  '{}',
  '{"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000000"}',
  '{"resource":null}',
  '{"resource":[]}',
  '{"resource":{"id":"no-type"}}',
  '{"resource":{"resourceType":7,"id":"type-is-a-number"}}',
  '{"resource":{"resourceType":"Zebra","id":"no-such-type"}}',
  '{"resource":{"resourceType":"Observation","id":["not-a-text"],"status":5,"code":"x","subject":[]}}',
];

/** The JSON of an entry that is a remark of the server. @see https://fhir.epic.com/Documentation?docId=fhir_version_r4 (searching, warnings) */
export const remark = jsonText({
  resource: {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'warning',
        code: 'suppressed',
        details: { coding: [{ code: '4119' }], text: 'Additional data may be present.' },
      },
    ],
  },
  search: { mode: 'outcome' },
});

/** The JSON of a `Bundle.entry` whose resource has lost its id, and with it its address. */
export function withoutId(entry: string): string {
  const parsed = parseJson(entry);
  const unaddressed = isObject(parsed) ? without(parsed, 'fullUrl') : parsed;
  return changedEntry(unaddressed, (resource) => without(resource, 'id'));
}

/** The JSON of a `Bundle.entry` whose resource does not say when it was last changed. */
export function withoutLastUpdated(entry: string): string {
  return changedEntry(parseJson(entry), (resource) => {
    const { meta } = resource;
    return isObject(meta) ? { ...resource, meta: without(meta, 'lastUpdated') } : resource;
  });
}

/** A CapabilityStatement that says nothing of which types its server has. */
export function withoutTypes(statement: string): string {
  const parsed = parseJson(statement);
  const rest = isObject(parsed) && Array.isArray(parsed['rest']) ? parsed['rest'] : [];
  const bare = rest.map((one: unknown) => (isObject(one) ? without(one, 'resource') : one));
  return jsonText(isObject(parsed) ? { ...parsed, rest: bare } : parsed);
}

/** A SMART configuration with these addresses in place of its own. */
export function withEndpoints(
  configuration: string,
  endpoints: Readonly<Record<string, string>>,
): string {
  const parsed = parseJson(configuration);
  return jsonText(isObject(parsed) ? { ...parsed, ...endpoints } : parsed);
}

function changedEntry(entry: unknown, change: (resource: JsonObject) => JsonObject): string {
  const resource = isObject(entry) ? entry['resource'] : undefined;
  return jsonText(
    isObject(entry) && isObject(resource) ? { ...entry, resource: change(resource) } : entry,
  );
}

function without(value: JsonObject, member: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== member));
}
