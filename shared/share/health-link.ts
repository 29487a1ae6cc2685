import { compactDecrypt, decodeProtectedHeader, errors } from 'jose';
import { fromBase64, fromUtf8, type Bytes } from '../base/bytes.ts';
import { defined } from '../base/defined.ts';
import { AppError } from '../base/error.ts';
import { instantAt } from '../base/instant.ts';
import { safeAddress } from '../base/web-address.ts';
import { objectOf, objectsOf, textOf, type JsonObject } from '../fhir/resource.ts';

/*
 * SMART Health Links, the receiving side: what a link says, what its manifest lists, and what its files hold.
 * @see https://hl7.org/fhir/uv/smart-health-cards-and-links (1.0.0)
 */
const scheme = 'shlink:/';
const keyLength = 32;
const largestFile = 400 * 1024 * 1024;

/** What stands in a link. */
export type HealthLink = {
  readonly url: string;
  /** 32 bytes: the key of every file behind the link. */
  readonly key: Bytes;
  /** The end of the link, where it has one. */
  readonly expires?: Date;
  readonly label?: string;
  /** Flag L: what is behind it may change. */
  readonly longTerm: boolean;
  /** Flag P: whoever made it said a passcode along with it. */
  readonly wantsPasscode: boolean;
  /** Flag U: one file and no manifest. */
  readonly isDirect: boolean;
};

/** What stands behind a link. */
export type HealthLinkManifest = {
  /** `no-longer-valid`: whoever made it has taken it back; `undefined` where it does not say. */
  readonly status: 'finalized' | 'can-change' | 'no-longer-valid' | undefined;
  readonly files: readonly HealthLinkFile[];
};

/** A file that a manifest lists: its JWE, or the address of it; `nowhere` where it names neither, or one that is not to be asked. */
export type HealthLinkFile = {
  readonly contentType: string;
  readonly content:
    | { readonly kind: 'embedded'; readonly jwe: string }
    | { readonly kind: 'location'; readonly url: string }
    | { readonly kind: 'nowhere' };
};

/** A file of a link, opened. */
export type OpenedLinkFile = { readonly contentType?: string; readonly bytes: Bytes };

/** Whether a text holds a link, alone or behind the address of a viewer. */
export function holdsHealthLink(text: string): boolean {
  return /(^|#|\s)shlink:\/[\w-]/.test(text.trim());
}

/**
 * Reads a link that was pasted or scanned, bare or behind a viewer's address.
 * @throws link-unreadable where it is none, or says something that no link may say
 */
export function readHealthLink(text: string): HealthLink {
  const payload = payloadOf(text);
  const url = textOf(payload['url']);
  const key = fromBase64(textOf(payload['key']) ?? '');
  const version = payload['v'] ?? 1;
  if (
    url === undefined ||
    safeAddress(url) === undefined ||
    key?.length !== keyLength ||
    version !== 1
  ) {
    throw notALink('payload');
  }
  const flag = textOf(payload['flag']) ?? '';
  const isDirect = flag.includes('U');
  const wantsPasscode = flag.includes('P');
  if (isDirect && wantsPasscode) throw notALink('flag');
  const label = textOf(payload['label'])?.slice(0, 80);
  const { exp } = payload;
  const expires = typeof exp === 'number' && exp > 0 ? instantAt(exp * 1000) : undefined;
  return {
    url,
    key,
    longTerm: flag.includes('L'),
    wantsPasscode,
    isDirect,
    ...defined({ label, expires }),
  };
}

const statuses = ['finalized', 'can-change', 'no-longer-valid'] as const;

/**
 * What the address of a link answers.
 * @param text the manifest, in JSON
 * @throws link-unreadable where it is none
 */
export function readHealthLinkManifest(
  text: string,
  { url: from }: HealthLink,
): HealthLinkManifest {
  const manifest = objectIn(text);
  const files = manifest?.['files'];
  if (!Array.isArray(files)) throw notALink('manifest');
  return {
    status: statuses.find((status) => status === manifest?.['status']),
    files: objectsOf(files).map((file): HealthLinkFile => {
      const contentType = textOf(file['contentType']) ?? '';
      const jwe = textOf(file['embedded']);
      const url = textOf(file['location']);
      if (jwe !== undefined) return { contentType, content: { kind: 'embedded', jwe } };
      if (url === undefined || safeAddress(url, from) === undefined) {
        return { contentType, content: { kind: 'nowhere' } };
      }
      return { contentType, content: { kind: 'location', url } };
    }),
  };
}

/**
 * Opens one file: JWE compact serialisation, `dir`, `A256GCM`, with or without `zip: DEF`.
 * @param most how many bytes it may be unzipped
 * @throws link-unreadable where it is sealed in another way, file-unreadable where it was altered, has another key or is larger
 * @see RFC 7516
 */
export async function openHealthLinkFile(
  jwe: string,
  key: Bytes,
  most = largestFile,
): Promise<OpenedLinkFile> {
  const text = jwe.trim();
  const head = headOf(text);
  if (head?.alg !== 'dir' || head.enc !== 'A256GCM') throw notALink('file');
  try {
    const { plaintext } = await compactDecrypt(text, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      maxDecompressedLength: most,
    });
    const bytes = plaintext as Bytes; // its memory is no shared one: Web Crypto or a stream made it
    return defined({ bytes, contentType: textOf(head.cty) });
  } catch (cause) {
    if (cause instanceof errors.JOSENotSupported) throw notALink('file');
    throw new AppError('file-unreadable', { where: 'health link file', cause });
  }
}

function headOf(jwe: string) {
  try {
    return decodeProtectedHeader(jwe);
  } catch {
    return undefined;
  }
}

function payloadOf(text: string): JsonObject {
  const trimmed = text.trim();
  const at = trimmed.indexOf(scheme);
  const encoded = /^[\w-]+/.exec(trimmed.slice(at + scheme.length))?.[0] ?? '';
  const bytes = at < 0 ? undefined : fromBase64(encoded);
  const payload = bytes && objectIn(textIn(bytes));
  if (payload === undefined) throw notALink('text');
  return payload;
}

function textIn(bytes: Bytes): string {
  try {
    return fromUtf8(bytes);
  } catch {
    return '';
  }
}

function objectIn(text: string): JsonObject | undefined {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function notALink(part: string): AppError {
  return new AppError('link-unreadable', { where: `health link ${part}` });
}
