import { objectOf, type FhirResource } from '../../../shared/fhir/resource.ts';
import type { Finding } from './finding.ts';

/** `ele-1` and `ext-1`: nothing empty, no `null` outside a list of primitives, an extension has a value or extensions. */
export function judgeEmptiness(resource: FhirResource, where: string): Finding[] {
  const findings: Finding[] = [];
  look(resource, `${where} ${resource.resourceType}`, findings);
  return findings;
}

function look(value: unknown, where: string, findings: Finding[]): void {
  if (isEmpty(value)) findings.push({ rule: 'ele-1', where, what: 'empty' });
  if (Array.isArray(value)) {
    value.forEach((item, at) => {
      if (item !== null) look(item, `${where}[${String(at)}]`, findings);
    });
    return;
  }
  const object = objectOf(value);
  if (object === undefined) return;
  for (const [member, inner] of Object.entries(object)) {
    look(inner, `${where}.${member}`, findings);
    if (member !== 'extension' && member !== 'modifierExtension') continue;
    for (const extension of Array.isArray(inner) ? inner : [inner]) {
      if (!isWholeExtension(extension)) {
        findings.push({ rule: 'ext-1', where: `${where}.${member}`, what: 'value or extensions' });
      }
    }
  }
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '' || value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0 || value.every((item) => item === null);
  const object = objectOf(value);
  return object !== undefined && Object.keys(object).length === 0;
}

function isWholeExtension(value: unknown): boolean {
  const members = Object.keys(objectOf(value) ?? {});
  const hasValue = members.some((member) => /^_?value[A-Z]/.test(member));
  return members.includes('url') && hasValue !== members.includes('extension');
}
