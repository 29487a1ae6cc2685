import { objectOf, objectsOf, listOf, textOf, type FhirResource } from './resource.ts';

/** A HumanName for reading: its text, else prefix, given and family names in that order. */
export function nameWords(name: unknown): string | undefined {
  if (typeof name === 'string') return textOf(name);
  const object = objectOf(name);
  if (object === undefined) return undefined;
  const parts = [
    ...listOf(object['prefix']),
    ...listOf(object['given']),
    ...listOf(object['family']), // a list in DSTU2
    ...listOf(object['suffix']),
  ];
  return textOf(object['text']) ?? textOf(parts.flatMap((part) => textOf(part) ?? []).join(' '));
}

/** The name a person goes by: official, then usual, then the first that is not old. */
export function bestName(resource: FhirResource | undefined): string | undefined {
  const names = objectsOf(resource?.['name']);
  const byUse = (use: string) => names.find((name) => name['use'] === use);
  const chosen =
    byUse('official') ?? byUse('usual') ?? names.find((name) => name['use'] !== 'old') ?? names[0];
  return nameWords(chosen) ?? textOf(resource?.['name']);
}

/** The ten digits of a patient's NHS number without spaces, where an identifier says it is one. */
export function nhsNumberOf(patient: FhirResource | undefined): string | undefined {
  const identifier = objectsOf(patient?.['identifier']).find((one) =>
    /nhs-number/i.test(textOf(one['system']) ?? ''),
  );
  const digits = textOf(identifier?.['value'])?.replace(/[\s-]/g, '');
  return digits !== undefined && /^\d{10}$/.test(digits) ? digits : undefined;
}

/** An NHS number as people write it: "943 476 5919". */
export function spacedNhsNumber(digits: string): string {
  return `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`;
}

/** An Address for reading, in one line. */
export function addressWords(address: unknown): string | undefined {
  const object = objectOf(address);
  if (object === undefined) return undefined;
  const parts = [
    ...listOf(object['line']),
    object['city'],
    object['district'],
    object['state'],
    object['postalCode'],
    object['country'],
  ];
  return textOf(object['text']) ?? textOf(parts.flatMap((part) => textOf(part) ?? []).join(', '));
}
