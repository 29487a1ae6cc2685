import { createCipheriv, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { json as bodyOf } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';
import { operationOutcome, type Answer } from './answer.ts';

/** Files behind a SMART Health Link. @see https://hl7.org/fhir/uv/smart-health-cards-and-links */
export interface LinkOptions {
  readonly files: readonly LinkedFile[];
  readonly label?: string;
  readonly passcode?: string;
  /** How often a wrong passcode may be tried; 5 by default. */
  readonly attempts?: number;
  /** Seconds since 1970. */
  readonly exp?: number;
  readonly longTerm?: boolean;
  /** One file and no manifest. */
  readonly direct?: boolean;
  readonly status?: string;
  /** The address of a page that shows links, put before it. */
  readonly viewer?: string;
}

export interface LinkedFile {
  readonly contentType: string;
  readonly text: string;
  /** At an address of its own instead of inside the manifest. */
  readonly located?: boolean;
  readonly zipped?: boolean;
}

/** What a link was asked with, for tests that ask what was sent. */
export interface LinkRequest {
  readonly recipient: unknown;
  readonly passcode: unknown;
  readonly cookie: string | undefined;
  readonly authorization: string | undefined;
}

export interface Links {
  /** Puts files behind a new link, and answers the link. */
  add(options: LinkOptions): string;
  readonly asked: readonly LinkRequest[];
  answer(request: IncomingMessage, path: string): Promise<Answer>;
}

type Kept = { readonly options: LinkOptions; readonly key: Buffer; attemptsLeft: number };

/** A small server of SMART Health Links under `origin/shl/`. */
export function makeLinks(origin: string): Links {
  const kept = new Map<string, Kept>();
  const asked: LinkRequest[] = [];
  return {
    asked,
    add: (options) => {
      const id = randomBytes(32).toString('base64url');
      const key = randomBytes(32);
      kept.set(id, { options, key, attemptsLeft: options.attempts ?? 5 });
      return linkText(`${origin}/shl/${id}`, key, options);
    },
    answer: async (request, path) => {
      const [id = '', file] = path.replace(/^\/shl\//, '').split('/');
      const link = kept.get(id);
      if (link === undefined) return gone();
      if (file !== undefined) return jose(link, link.options.files[Number(file)]);
      const { cookie, authorization } = request.headers;
      if (link.options.direct === true) {
        const recipient = new URL(request.url ?? '', origin).searchParams.get('recipient');
        asked.push({ recipient, passcode: undefined, cookie, authorization });
        return jose(link, link.options.files[0]);
      }
      const body: unknown = await bodyOf(request);
      const { recipient, passcode } = Object(body) as Record<string, unknown>;
      asked.push({ recipient, passcode, cookie, authorization });
      return manifestAnswer(link, passcode, `${origin}/shl/${id}`);
    },
  };
}

function manifestAnswer(link: Kept, passcode: unknown, address: string): Answer {
  const { options, key } = link;
  if (link.attemptsLeft <= 0) return gone();
  if (options.passcode !== undefined && passcode !== options.passcode) {
    if (passcode !== undefined) link.attemptsLeft -= 1;
    return inJson({ remainingAttempts: link.attemptsLeft }, 401);
  }
  const files = options.files.map((file, at) => ({
    contentType: file.contentType,
    ...(file.located === true
      ? { location: `${address}/${String(at)}` }
      : { embedded: sealed(file, key) }),
  }));
  return inJson(
    { ...(options.status === undefined ? {} : { status: options.status }), files },
    200,
  );
}

function linkText(url: string, key: Buffer, options: LinkOptions): string {
  const { label, exp, passcode, longTerm = false, direct = false, viewer = '' } = options;
  const flag = `${longTerm ? 'L' : ''}${passcode === undefined ? '' : 'P'}${direct ? 'U' : ''}`;
  const payload = {
    url,
    key: key.toString('base64url'),
    ...(flag === '' ? {} : { flag }),
    ...(label === undefined ? {} : { label }),
    ...(exp === undefined ? {} : { exp }),
  };
  return `${viewer}shlink:/${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
}

/** JWE, compact: `dir`, `A256GCM`. @see RFC 7516 */
function sealed({ text, contentType, zipped = false }: LinkedFile, key: Buffer): string {
  const head = { alg: 'dir', enc: 'A256GCM', cty: contentType, ...(zipped ? { zip: 'DEF' } : {}) };
  const header = Buffer.from(JSON.stringify(head)).toString('base64url');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(header));
  const plain = zipped ? deflateRawSync(text) : Buffer.from(text);
  const sealedText = Buffer.concat([cipher.update(plain), cipher.final()]);
  const parts = [nonce, sealedText, cipher.getAuthTag()].map((part) => part.toString('base64url'));
  return [header, '', ...parts].join('.');
}

function jose({ key }: Kept, file: LinkedFile | undefined): Answer {
  if (file === undefined) return gone();
  return { status: 200, contentType: 'application/jose', body: sealed(file, key) };
}

function inJson(body: unknown, status: number): Answer {
  return { status, contentType: 'application/json', body: JSON.stringify(body) };
}

function gone(): Answer {
  return operationOutcome(404, 'not-found', 'there is no such link');
}
