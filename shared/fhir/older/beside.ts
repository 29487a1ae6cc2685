import { listOf, objectOf, type JsonObject } from '../resource.ts';
import type { Beside, Draft } from './mapping.ts';

const numbers = { DSTU2: '1.0', STU3: '3.0' } as const;

type Member = {
  readonly member: string;
  readonly value: unknown;
  readonly type: Beside | undefined;
};

/**
 * Keeps a member that R4 has no place for in the extension that HL7 defines for it, and says so in `unplaced`.
 * @see https://hl7.org/fhir/R4/versions.html#extensions
 */
export function addBeside(draft: Draft, { member, value, type = '' }: Member): void {
  const path = `${draft.path}.${member}`;
  const kept = listOf(value).flatMap((one) => extensionOf(one, type, urlOf(draft, path)) ?? []);
  draft.unplaced.push({ path, kept: kept.length > 0 ? 'extension' : 'original' });
  if (kept.length === 0) return;
  draft.members.set('extension', [...listOf(draft.members.get('extension')), ...kept]);
}

/** `http://hl7.org/fhir/3.0/StructureDefinition/extension-MedicationStatement.taken`. */
function urlOf(draft: Draft, path: string): string {
  return `http://hl7.org/fhir/${numbers[draft.version]}/StructureDefinition/extension-${path}`;
}

/** `undefined` where the value is not of the kind that the type says: a wrong extension would claim what is not so. */
function extensionOf(value: unknown, type: Beside, url: string): JsonObject | undefined {
  if (typeof type === 'string')
    return isOf(value, type) ? { url, [`value${type}`]: value } : undefined;
  const object = objectOf(value);
  if (object === undefined) return undefined;
  const extension = Object.entries(type).flatMap(([member, inner]) =>
    listOf(object[member]).flatMap((one) => extensionOf(one, inner, member) ?? []),
  );
  return extension.length === 0 ? undefined : { url, extension };
}

function isOf(value: unknown, type: string): boolean {
  if (type === '') return false;
  if (type === 'Boolean') return typeof value === 'boolean';
  if (/^(Code|DateTime|Date|String|Uri|Instant|Markdown|Time|Id)$/.test(type)) {
    return typeof value === 'string' && value.trim() !== '';
  }
  if (/^(PositiveInt|UnsignedInt|Integer)$/.test(type)) return Number.isInteger(value);
  return objectOf(value) !== undefined && Object.keys(objectOf(value) ?? {}).length > 0;
}
