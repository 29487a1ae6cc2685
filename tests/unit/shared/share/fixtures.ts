import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { it, type TestFunction } from 'vitest';
import type { Bytes } from '../../../../shared/base/bytes.ts';
import { signBundle } from '../../../../shared/share/bundle-signature.ts';
import { makeCertificate } from '../../../../shared/share/certificate.ts';
import { signPdf, type PdfSignatureTerms } from '../../../../shared/share/pdf-signature.ts';
import type { SigningKeys } from '../../../../shared/share/signing-key.ts';
import { plainEntry, type TextCardContent } from '../../../../shared/share/text-card-content.ts';

/** The moment at which everything here is made. */
export const madeAt = new Date('2026-11-22T09:30:00Z');

export function someKeys(): Promise<SigningKeys> {
  return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
}

/** Offsets spread evenly over `length` bytes, at most `atMost` of them. */
export function offsetsOver(length: number, atMost: number): number[] {
  const count = Math.min(length, atMost);
  return Array.from({ length: count }, (_, index) => Math.floor((index * length) / count));
}

/** A copy with one bit of one byte turned over. */
export function withFlippedBit(bytes: Bytes, offset: number, bit: number): Bytes {
  const copy = bytes.slice();
  copy[offset] = (copy[offset] ?? 0) ^ (1 << bit);
  return copy;
}

/** A small document as this program writes one: unsigned, minified, with decimals as written. */
export function aDocument(
  options: { allergy?: string; until?: string; name?: string } = {},
): string {
  const { allergy = 'Penicillin', until = '2026-12-06', name = 'Łucja Ó Briain' } = options;
  const uuid = (last: number) => `urn:uuid:00000000-0000-4000-8000-00000000000${last}`;
  const document = {
    resourceType: 'Bundle',
    identifier: { system: 'urn:ietf:rfc:3986', value: uuid(9) },
    type: 'document',
    timestamp: '2026-11-22T09:30:00Z',
    entry: [
      {
        fullUrl: uuid(1),
        resource: {
          resourceType: 'Composition',
          extension: [{ url: 'urn:patient-held-record:use-until', valueDate: until }],
          status: 'final',
          date: '2026-11-22T09:30:00Z',
          subject: { reference: uuid(2) },
          author: [{ reference: uuid(2) }],
          title: 'Patient summary',
        },
      },
      { fullUrl: uuid(2), resource: { resourceType: 'Patient', name: [{ text: name }] } },
      {
        fullUrl: uuid(3),
        resource: { resourceType: 'AllergyIntolerance', code: { text: allergy } },
      },
      {
        fullUrl: uuid(4),
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

/** A page that Chromium printed (tests/fixtures/share/README.md), signed with a document inside. */
export async function aSignedPdf(
  keys: SigningKeys,
  options: Partial<PdfSignatureTerms> = {},
): Promise<Bytes> {
  return signPdf({
    pdf: new Uint8Array(readFileSync('tests/fixtures/share/printed.pdf')),
    keys,
    certificate: await makeCertificate(keys, {
      serialNumber: crypto.getRandomValues(new Uint8Array(16)),
      notBefore: madeAt,
      notAfter: new Date('2026-12-07T00:00:00Z'),
    }),
    bundleText: await signBundle(aDocument(), keys),
    fileName: 'summary.ips.json',
    title: 'Patient summary, Łucja Ó Briain',
    language: 'en-GB',
    now: madeAt,
    appearance: {
      box: { x: 42, y: 36, width: 510, height: 22 },
      lines: ['Signed by this person’s own program.', 'It proves unchanged, not that it is right.'],
    },
    ...options,
  });
}

export function aCardContent(options: Partial<TextCardContent> = {}): TextCardContent {
  return {
    name: 'Łucja Ó Briain',
    birthDate: '1951-05-03',
    nhsNumber: '999 000 0018',
    issued: '2026-11-22',
    until: '2026-12-06',
    allergies: ['Penicillin (SEVERE: anaphylaxis, 2009)', 'Latex (rash)'].map(plainEntry),
    medicines: ['Levothyroxine 85 µg once a day', 'Apixaban 5 mg twice a day'].map(plainEntry),
    problems: ['Atrial fibrillation', 'Type 2 diabetes'].map(plainEntry),
    wishes: ['ReSPECT form at home'].map(plainEntry),
    implants: ['Right hip replacement, 2018'].map(plainEntry),
    contact: ['Tom Hale (son) 07700 900123'].map(plainEntry),
    sources: ['Millbrook Surgery', 'Northgate Hospital'].map(plainEntry),
    ...options,
  };
}

/** The bytes of a WebAssembly file inside a package. */
export function wasmOf(specifier: string): ArrayBuffer {
  return new Uint8Array(readFileSync(createRequire(import.meta.url).resolve(specifier))).buffer;
}

/** What a program outside of ours says: its output and its exit code. */
export function runTool(tool: string, args: string[]): { output: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(tool, args, { encoding: 'utf8' });
  return { output: `${stdout}${stderr}`, status };
}

/** A test that needs `tool` on this machine: without it, it is skipped with the reason, except in CI, where it fails. */
export function itWith(tool: string): (name: string, test: TestFunction) => void {
  if (spawnSync(tool, ['--version']).error === undefined || process.env['CI'] === 'true') return it;
  console.log(`skipped: ${tool} is not installed`);
  return it.skip;
}
