import { attributeOf, childAt, type CdaElement } from './cda-xml.ts';

/** Whether the code of an observation asks nothing: its value alone says what is so. @see HL7 ActCode ASSERTION */
export function isAsserted(observation: CdaElement): boolean {
  const code = attributeOf(childAt(observation, 'code'), 'code');
  return code === undefined || code === 'ASSERTION';
}

/** Whether a value is a concept, and no number or sentence. */
export function isCodedValue(value: CdaElement | undefined): boolean {
  const type = attributeOf(value, 'type')?.replace(/^\w+:/, '');
  if (value === undefined || attributeOf(value, 'value') !== undefined) return false;
  if (type !== undefined) return /^C[DEVO]$/.test(type);
  return attributeOf(value, 'code') !== undefined;
}
