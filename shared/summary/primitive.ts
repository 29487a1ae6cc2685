import { LosslessNumber } from 'lossless-json';
import { numberTextOf } from '../fhir/json.ts';
import { dayOf } from '../fhir/partial-date.ts';
import { xmlText } from './xml-text.ts';

const year = '([1-9]\\d{3}|0\\d{3}(?<!0000))';
const month = '(0[1-9]|1[0-2])';
const day = '(0[1-9]|[12]\\d|3[01])';
const time = '([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)(\\.\\d+)?';
const zone = '(Z|[+-]((0\\d|1[0-3]):[0-5]\\d|14:00))';

/** @see https://hl7.org/fhir/R4/datatypes.html#primitive (the regular expressions given there) */
const forms: Readonly<Record<string, RegExp>> = {
  base64Binary: /^(\s*[0-9a-zA-Z+/=]{4})+\s*$/,
  canonical: /^\S+$/,
  code: /^\S+(\s\S+)*$/,
  date: new RegExp(`^${year}(-${month}(-${day})?)?$`),
  dateTime: new RegExp(`^${year}(-${month}(-${day}(T${time}${zone})?)?)?$`),
  id: /^[A-Za-z0-9\-.]{1,64}$/,
  instant: new RegExp(`^${year}-${month}-${day}T${time}${zone}$`),
  markdown: /\S/,
  oid: /^urn:oid:[0-2](\.(0|[1-9]\d*))+$/,
  string: /\S/,
  time: new RegExp(`^${time}$`),
  uri: /^\S+$/,
  url: /^\S+$/,
  uuid: /^urn:uuid:[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
};

const numbers: Readonly<Record<string, RegExp>> = {
  decimal: /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/,
  integer: /^(0|-?[1-9]\d*)$/,
  positiveInt: /^[1-9]\d*$/,
  unsignedInt: /^(0|[1-9]\d*)$/,
};

/** Whether `type` is one of FHIR's primitive types. */
export function isPrimitiveType(type: string): boolean {
  return type === 'boolean' || Object.hasOwn(forms, type) || Object.hasOwn(numbers, type);
}

/**
 * A value as the primitive type wants it, or `undefined` where it is none.
 * Numbers and booleans that a server wrote as text are the same digits without quotation marks;
 * a time of day that FHIR does not take (no zone) leaves the day, which is true if less precise.
 */
export function primitiveOf(type: string, value: unknown): unknown {
  if (type === 'boolean') return booleanOf(value);
  const digits = numbers[type];
  if (digits !== undefined) return numberOf(value, digits);
  const form = forms[type];
  if (typeof value !== 'string' || form === undefined) return undefined;
  const clean = xmlText(value);
  const text = type === 'string' || type === 'markdown' ? clean : clean.trim();
  if (form.test(text)) return text;
  const shorter = dayOf(text);
  return (type === 'date' || type === 'dateTime') && form.test(shorter) ? shorter : undefined;
}

function booleanOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 'true' || value === 'false' ? value === 'true' : undefined;
}

function numberOf(value: unknown, digits: RegExp): unknown {
  const text = numberTextOf(value);
  if (text !== undefined) return digits.test(text) ? value : undefined;
  return typeof value === 'string' && digits.test(value) ? new LosslessNumber(value) : undefined;
}
