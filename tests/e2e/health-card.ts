import { deflateRawSync } from 'node:zlib';

/** A SMART Health Card, signed with a key of its own that nobody publishes. @see https://spec.smarthealth.cards */
export async function aHealthCard(issuer: string, bundleText: string): Promise<string> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const { privateKey } = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const subject = `{"fhirVersion":"4.0.1","fhirBundle":${bundleText}}`;
  const payload = `{"iss":"${issuer}","nbf":1700000000,"vc":{"type":["https://smarthealth.cards#health-card"],"credentialSubject":${subject}}}`;
  const header = { zip: 'DEF', alg: 'ES256', kid: '3Kfdg-XwP-7gXyywtUfUADwBumDOPKMQx-iELL11W9s' };
  const parts = [Buffer.from(JSON.stringify(header)), deflateRawSync(payload)];
  const signed = parts.map((part) => part.toString('base64url')).join('.');
  const signature = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    privateKey,
    Buffer.from(signed),
  );
  return `${signed}.${Buffer.from(signature).toString('base64url')}`;
}
