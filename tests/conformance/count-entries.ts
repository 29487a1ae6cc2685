import { gunzipSync } from 'node:zlib';

/** What a file holds, counted without any of the program's readers. */
export type Counted = {
  /** Resources, messages of services left out. */
  readonly entries: number;
  /** Resources that differ in type and id or, without an id, in what they say. */
  readonly different: number;
  readonly messages: number;
  /** Birth dates and names of its patients, one text each. */
  readonly patients: ReadonlySet<string>;
  /** Whom resources say they are about. */
  readonly subjects: ReadonlySet<string>;
};

type Json = { readonly [member: string]: unknown };

/** Counts a file of JSON, NDJSON or FHIR XML; `undefined` for any other. Packed with gzip or not. */
export function countEntries(bytes: Uint8Array): Counted | undefined {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = new TextDecoder().decode(isPacked ? gunzipSync(bytes) : bytes).trim();
  if (text.startsWith('{')) return countJson(text);
  const plain = text.replace(/<!--.*?-->|<\?.*?\?>/gs, '').trim();
  return /^<\w+ [^>]*"http:\/\/hl7\.org\/fhir"/.test(plain) ? countXml(plain) : undefined;
}

function countJson(text: string): Counted {
  let values: readonly unknown[];
  try {
    values = [JSON.parse(text)];
  } catch {
    values = text.split('\n').map((line): unknown => JSON.parse(line));
  }
  const resources = values.flatMap(resourcesOf);
  const kept = resources.filter(({ resourceType }) => resourceType !== 'OperationOutcome');
  return {
    entries: kept.length,
    different: new Set(kept.map(nameOf)).size,
    messages: resources.length - kept.length,
    patients: new Set(
      kept
        .filter(({ resourceType }) => resourceType === 'Patient')
        .map(({ birthDate, name }) => JSON.stringify([birthDate, name])),
    ),
    subjects: new Set(
      kept.flatMap(({ subject, patient }) => [subject, patient]).flatMap(patientOf),
    ),
  };
}

function resourcesOf(value: unknown): readonly Json[] {
  const { resourceType, entry = [] } = value as Json & { entry?: readonly Json[] }; // made of JSON with braces
  if (resourceType !== 'Bundle') return [value as Json]; // as above
  return entry.flatMap(({ resource }) => (resource === undefined ? [] : resourcesOf(resource)));
}

function nameOf({ resourceType, id, ...rest }: Json): string {
  return JSON.stringify([resourceType, id ?? rest]);
}

function patientOf(member: unknown): readonly string[] {
  const { reference } = (member ?? {}) as { reference?: unknown }; // what has no such member gives undefined
  return typeof reference === 'string' && reference.includes('Patient/') ? [reference] : [];
}

/** Of XML, the elements are counted: `resource` stands nowhere but around the resource of an entry. */
function countXml(plain: string): Counted {
  const types = plain.startsWith('<Bundle')
    ? [...plain.matchAll(/<resource>\s*<(\w+)/g)].map(([, type]) => type)
    : [/^<(\w+)/.exec(plain)?.[1]];
  const messages = types.filter((type) => type === 'OperationOutcome').length;
  const entries = types.length - messages;
  return { entries, different: entries, messages, patients: new Set(), subjects: new Set() };
}
