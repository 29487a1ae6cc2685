import { listOf, objectOf, type JsonObject } from '../resource.ts';
import type { Beside, Draft } from './mapping.ts';

const numbers = { DSTU2: '1.0', STU3: '3.0', R5: '5.0' } as const;

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
  const values = listOf(value);
  const kept = values.flatMap((one) => extensionOf(one, type, urlOf(draft, path)) ?? []);
  const isWhole = values.length > 0 && values.every((one) => isOf(one, type));
  draft.unplaced.push({ path, kept: isWhole ? 'extension' : 'original' });
  if (kept.length === 0) return;
  draft.members.set('extension', [...listOf(draft.members.get('extension')), ...kept]);
}

/** `http://hl7.org/fhir/3.0/StructureDefinition/extension-MedicationStatement.taken`. */
function urlOf(draft: Draft, path: string): string {
  return `http://hl7.org/fhir/${numbers[draft.version]}/StructureDefinition/extension-${path}`;
}

/** `undefined` where the value is not of the kind that the type says: a wrong extension would claim what is not so. */
function extensionOf(value: unknown, type: Beside, url: string): JsonObject | undefined {
  if (typeof type === 'string') {
    return isOf(value, type) ? { url, [`value${type}`]: value } : undefined;
  }
  const object = objectOf(value) ?? {};
  const extension = Object.entries(type).flatMap(([member, inner]) =>
    listOf(object[member]).flatMap((one) => extensionOf(one, inner, member) ?? []),
  );
  return extension.length === 0 ? undefined : { url, extension };
}

/** Whether the extension of this type holds all of a value. */
function isOf(value: unknown, type: Beside): boolean {
  const object = objectOf(value);
  if (typeof type !== 'string') {
    if (object === undefined) return false;
    return Object.entries(object).every(([member, inner]) =>
      listOf(inner).every((one) => Object.hasOwn(type, member) && isOf(one, type[member] ?? '')),
    );
  }
  if (type === '') return false;
  if (type === 'Boolean') return typeof value === 'boolean';
  if (texts.has(type)) return typeof value === 'string' && value.trim() !== '';
  if (/^(?:PositiveInt|Integer)$/.test(type)) return Number.isInteger(value);
  return object !== undefined && Object.keys(object).length > 0;
}

/** Data types that JSON writes as text. */
const texts: ReadonlySet<string> = new Set(['Code', 'Date', 'DateTime', 'String', 'Uri']);
