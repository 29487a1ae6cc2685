import { existsSync, readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  checkHealthCard,
  healthCardsOfFile,
  issuerKeysUrl,
  readHealthCard,
} from '../../../../shared/share/health-card.ts';
import { joinHealthCardQr, readHealthCardQr } from '../../../../shared/share/health-card-qr.ts';
import {
  holdsHealthLink,
  openHealthLinkFile,
  readHealthLink,
  readHealthLinkManifest,
} from '../../../../shared/share/health-link.ts';
import { sharedData } from '../../../places.ts';

const vectors = new URL('standards/', sharedData);
const here = existsSync(vectors);
if (!here) console.log('skipped: no ../shared');

const read = (name: string) => readFileSync(new URL(name, vectors), 'utf8');
const spec = (name: string) => read(`shc-vectors/spec/${name}`);
const devtools = (name: string) => read(`shc-vectors/devtools-testdata/${name}`);
const inflateRaw = (bytes: Uint8Array, limit: number) =>
  Promise.resolve(new Uint8Array(inflateRawSync(bytes, { maxOutputLength: limit })));
const issuerKeys = (): unknown => JSON.parse(read('shc-vectors/issuer/issuer-jwks.json'));

describe.skipIf(!here)('SMART Health Cards of the standard', () => {
  it.each(['00', '01', '02', '03'])('reads and checks example %s', async (number) => {
    const [jws = ''] = healthCardsOfFile(spec(`example-${number}-e-file.smart-health-card`)) ?? [];
    const card = await readHealthCard(jws, inflateRaw);
    expect(card.issuer).toBe('https://spec.smarthealth.cards/examples/issuer');
    const minified = spec(`example-${number}-c-jws-payload-minified.json`);
    expect(minified).toContain(`"fhirBundle":${card.bundleText}`);
    expect(await checkHealthCard(card, issuerKeys())).toBe('signed');
  });

  it('notices a payload that is not what was signed, and a key that nobody knows', async () => {
    const [one = '', other = ''] = ['00', '01'].map((n) => spec(`example-${n}-d-jws.txt`).trim());
    const [header = '', , signature = ''] = one.split('.');
    const [, payload = ''] = other.split('.');
    const forged = `${header}.${payload}.${signature}`;
    const card = await readHealthCard(forged, inflateRaw);
    expect(await checkHealthCard(card, issuerKeys())).toBe('not-as-signed');
    expect(await checkHealthCard(card, { keys: [] })).toBe('key-unknown');
  });

  it.each(['invalid-signature', 'der-signature', 'wrong_jws_header_kid', 'no_jws_header_alg'])(
    'does not call a card signed whose %s',
    async (fault) => {
      const jws = devtools(`test-example-00-d-jws-${fault}.txt`);
      const card = await readHealthCard(jws, inflateRaw);
      expect(await checkHealthCard(card, issuerKeys())).not.toBe('signed');
    },
  );

  it.each(['no_jws_header_kid'])('refuses a card with %s', async (fault) => {
    const jws = devtools(`test-example-00-d-jws-${fault}.txt`);
    await expect(readHealthCard(jws, inflateRaw)).rejects.toMatchObject({
      code: 'file-unreadable',
    });
  });

  it('gives up on a card that would fill the memory', async () => {
    const tight = (bytes: Uint8Array) => inflateRaw(bytes, 100);
    const jws = spec('example-00-d-jws.txt');
    await expect(readHealthCard(jws, tight)).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it('puts a card together from its codes, in any order, once all are there', () => {
    const codes = [2, 0, 1].map((n) =>
      readHealthCardQr(spec(`example-02-f-qr-code-numeric-value-${String(n)}.txt`)),
    );
    expect(joinHealthCardQr(codes.slice(1))).toBeUndefined();
    expect(joinHealthCardQr([...codes, ...codes])).toBe(spec('example-02-d-jws.txt').trim());
    const single = readHealthCardQr(spec('example-00-f-qr-code-numeric-value-0.txt'));
    expect(joinHealthCardQr([single])).toBe(spec('example-00-d-jws.txt').trim());
  });

  it.each(['index-out-of-range', 'number-too-big', 'odd-count', 'wrong_qr_header'])(
    'refuses a code that is %s',
    (fault) => {
      const text = devtools(`test-example-00-f-qr-code-numeric-value-0-${fault}.txt`);
      expect(() => readHealthCardQr(text)).toThrow();
    },
  );

  it('asks only https addresses for keys', () => {
    expect(issuerKeysUrl('https://a.example/x/')).toBe('https://a.example/x/.well-known/jwks.json');
    expect(issuerKeysUrl('http://a.example')).toBeUndefined();
    expect(issuerKeysUrl('file:///etc')).toBeUndefined();
  });
});

describe.skipIf(!here)('SMART Health Links of the standard', () => {
  it('reads the link and opens the file behind it', async () => {
    const link = readHealthLink(read('shl-vectors/IPS_IG-bundle-01-shl.txt'));
    expect(link).toMatchObject({ isDirect: true, longTerm: true, wantsPasscode: false });
    const jwe = read('shl-vectors/IPS_IG-bundle-01-enc.txt');
    const file = await openHealthLinkFile(jwe, link.key);
    const bundle: unknown = JSON.parse(read('shl-vectors/IPS_IG-bundle-01.json'));
    expect(JSON.parse(new TextDecoder().decode(file.bytes))).toEqual(bundle);
  });

  it('opens nothing that was altered', async () => {
    const link = readHealthLink(read('shl-vectors/IPS_IG-bundle-01-shl.txt'));
    const jwe = read('shl-vectors/IPS_IG-bundle-01-enc.txt').trim();
    const flipped = jwe.slice(0, -30) + (jwe.at(-30) === 'A' ? 'B' : 'A') + jwe.slice(-29);
    await expect(openHealthLinkFile(flipped, link.key)).rejects.toMatchObject({
      code: 'file-unreadable',
    });
  });

  it('reads passcode, end and label', () => {
    const text = devtools('shlink-link-with-viewer.txt');
    expect(holdsHealthLink(text)).toBe(true);
    expect(readHealthLink(text)).toMatchObject({
      wantsPasscode: true,
      label: 'Sample Set 1',
      expires: new Date('2024-01-01T08:00:00Z'),
    });
  });

  it('has no end where the end that is named is no date', () => {
    const payload = { url: 'https://a.example/m', flag: '', key: 'A'.repeat(43), exp: 1e300 };
    const text = `shlink:/${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
    expect(readHealthLink(text)).toMatchObject({ url: payload.url });
    expect(readHealthLink(text)).not.toHaveProperty('expires');
  });

  it('lists the files of a manifest', () => {
    const link = readHealthLink(devtools('shlink-link.txt'));
    const { files } = readHealthLinkManifest(
      `{"files":[${devtools('shlink-manifest-file.txt')}, {"x":1}]}`,
      link,
    );
    expect(files.map(({ content }) => content.kind)).toEqual(['location', 'nowhere']);
    expect(files[0]?.contentType).toBe('application/smart-health-card');
  });

  it.each(['http://127.0.0.1:80/x', 'http://a.example/x', 'file:///etc/passwd'])(
    'lists no file at %s that a link from the web names',
    (location) => {
      const link = { ...readHealthLink(devtools('shlink-link.txt')), url: 'https://a.example/m' };
      const { files } = readHealthLinkManifest(JSON.stringify({ files: [{ location }] }), link);
      expect(files).toEqual([{ contentType: '', content: { kind: 'nowhere' } }]);
    },
  );

  it.each(['', 'shlink:/', 'shlink:/e30', 'https://a.example/#x'])('refuses "%s"', (text) => {
    expect(() => readHealthLink(text)).toThrow();
  });
});
