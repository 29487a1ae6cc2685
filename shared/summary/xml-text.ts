// eslint-disable-next-line no-control-regex -- the very characters that have to go
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * Text without the characters that XML 1.0 has no place for, escaped or not, and that FHIR therefore forbids:
 * control characters and halves of surrogate pairs.
 */
export function xmlText(text: string): string {
  return text.replace(controls, '').replace(/\p{Surrogate}/gu, '');
}
