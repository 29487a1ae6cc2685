import type { SigningKeys } from '../../shared/share/signing-key.ts';

export function someKeys(): Promise<SigningKeys> {
  return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
}

/** Every byte offset of a small share, or a spread of offsets over a large one. */
export function offsetsOf(length: number, atMost: number): number[] {
  const step = Math.max(1, length / atMost);
  return Array.from({ length: Math.min(length, atMost) }, (_, index) => Math.floor(index * step));
}

/** A small document as this program writes one: unsigned, minified, with decimals as written. */
export function aDocument(options: { allergy?: string; until?: string; name?: string } = {}): string {
  const { allergy = 'Penicillin', until = '2026-12-06', name = 'Łucja Ó Briain' } = options;
  const patient = 'urn:uuid:00000000-0000-4000-8000-000000000002';
  const document = {
    resourceType: 'Bundle',
    identifier: { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:00000000-0000-4000-8000-000000000009' },
    type: 'document',
    timestamp: '2026-11-22T09:30:00Z',
    entry: [
      {
        fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000001',
        resource: {
          resourceType: 'Composition',
          extension: [{ url: 'urn:patient-held-record:use-until', valueDate: until }],
          status: 'final',
          date: '2026-11-22T09:30:00Z',
          subject: { reference: patient },
          author: [{ reference: patient }],
          title: 'Patient summary',
        },
      },
      { fullUrl: patient, resource: { resourceType: 'Patient', name: [{ text: name }] } },
      {
        fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000003',
        resource: { resourceType: 'AllergyIntolerance', code: { text: allergy } },
      },
      {
        fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000004',
        resource: {
          resourceType: 'Observation',
          valueQuantity: { value: 'SEVEN', unit: 'mmol/L' },
          referenceRange: [{ high: { value: 'LONG' } }],
        },
      },
    ],
  };
  // JSON.stringify cannot write these decimals, which real servers send
  return JSON.stringify(document).replace('"SEVEN"', '7.0').replace('"LONG"', '6.2999999999999998');
}
