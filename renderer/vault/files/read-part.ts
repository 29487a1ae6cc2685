import { hex, sha256, utf8, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError, codeOf } from '../../../shared/base/error.ts';
import { isDeeperThan, readRecord, type RecordIncoming } from '../../../shared/fhir/read-record.ts';
import type { SourceNote } from '../../../shared/record/source-note.ts';
import { healthCardsOfFile } from '../../../shared/share/health-card.ts';
import {
  healthCardCodesIn,
  isHealthCardQr,
  readHealthCardQr,
  type HealthCardChunk,
} from '../../../shared/share/health-card-qr.ts';
import { holdsHealthLink } from '../../../shared/share/health-link.ts';
import { verifyShare } from '../../../shared/share/verify-share.ts';
import type { FileKind } from '../api/files.ts';
import { healthCardParts, type IssuerKeys } from './health-card-part.ts';
import { ccdaPart } from './ccda-part.ts';
import { documentPart, emptyPart } from './document-part.ts';
import { readText, wholeText } from './file-text.ts';
import { readJsonText, readXmlText } from './read-ill-formed.ts';
import { inflated } from './inflate.ts';
import type { Part, RefusedPart } from './part.ts';
import { readWhole } from './readable.ts';
import { largestOf } from './recognise.ts';
import type { FoundFile } from './unpack-files.ts';

/** What reading needs of the world outside. */
export type FileReading = {
  readonly now: Date;
  readonly issuerKeys: IssuerKeys;
  /** The texts of all QR codes in a picture. */
  readonly readQr: (picture: Bytes) => Promise<readonly string[]>;
};

/** What became of a file: parts to store, and what of it is refused; codes of a card that needs several; or a link to follow. */
export type ReadFile = ReadParts | { readonly kind: 'link'; readonly link: string };

type ReadParts = {
  readonly kind: 'parts';
  readonly parts: readonly Part[];
  readonly refused: readonly RefusedPart[];
  readonly chunks?: readonly HealthCardChunk[];
};

type WholeFile = Extract<FoundFile, { readonly content: unknown }>;

/** The largest file whose text is held whole; a larger one of JSON is read in parts. */
export const wholeUpTo = 48 * 1024 * 1024;
/** A larger picture is kept without a look for a code in it. */
const largestPictureToScan = 30 * 1024 * 1024;

/** A page of a longer answer, saved as a file, is a part: the person is told so. */
export const onePageOnly: SourceNote = { kind: 'one-page' };

/**
 * Reads a file into what can be stored.
 * @throws the codes of files: file-empty, file-truncated, file-not-health-data, file-unreadable, file-too-large,
 * file-unknown-kind, file-is-backup, file-error-message, file-several-people, file-card-changed
 */
export async function readFound(file: WholeFile, reading: FileReading): Promise<ReadFile> {
  const largest = largestOf(file.kind);
  if (file.content.size > largest) throw new AppError('file-too-large');
  const packed = await readWhole(file.content);
  const bytes = file.gzipped ? await inflated(packed, 'gzip', largest) : packed;
  if (bytes.length === 0) throw new AppError('file-empty');
  return readBytes(file, bytes, reading);
}

async function readBytes(
  { path, kind }: Pick<WholeFile, 'path' | 'kind'>,
  bytes: Bytes,
  reading: FileReading,
): Promise<ReadFile> {
  switch (kind) {
    case 'json':
    case 'ndjson':
    case 'fhir-xml':
      return parts(await fhirPart(path, kind, bytes));
    case 'ccda':
      return parts(await ccdaPart(path, bytes));
    case 'health-card':
      return readCardText(path, wholeText(bytes), reading);
    case 'health-link':
      return { kind: 'link', link: wholeText(bytes).trim() };
    case 'image':
      return readPicture(path, bytes, reading);
    case 'pdf':
      return parts(await readPdf(path, bytes, reading));
    case 'dicom':
      return parts({ ...(await documentPart(path, kind, bytes)), notes: [{ kind: 'dicom' }] });
    case 'text':
      return parts({ ...(await documentPart(path, kind, bytes)), notes: notesOfText(bytes) });
    case 'office':
    case 'rtf':
    case 'html':
    case 'text-card':
      return parts(await documentPart(path, kind, bytes));
    case 'gp-transfer':
      throw new AppError('file-gp-transfer');
    case 'backup':
      throw new AppError('file-is-backup');
    case 'empty':
      throw new AppError('file-empty');
    case 'zip':
    case 'own-export':
    case 'gzip':
    case 'tar':
    case 'unknown':
      throw new AppError('file-unknown-kind');
  }
}

function parts(...all: readonly Part[]): ReadFile {
  return { kind: 'parts', parts: all, refused: [] };
}

async function fhirPart(path: string, kind: FileKind, bytes: Bytes): Promise<Part> {
  const { text, assumed } = readText(bytes);
  const { incoming, isMended } = kind === 'fhir-xml' ? readXmlText(text) : readJsonText(text);
  const part = { ...emptyPart(path, kind, hex(await sha256(bytes))), ...fromIncoming(incoming) };
  const isWrapped = incoming.isWrapped === true;
  if (assumed === undefined && !isMended && !isWrapped) return part;
  const notes: SourceNote[] = [
    ...(assumed === undefined ? [] : [{ kind: `read-as-${assumed}` } as const]),
    ...(isMended ? [{ kind: 'read-though-ill-formed' } as const] : []),
    ...(isWrapped ? [{ kind: 'found-inside' } as const] : []),
  ];
  return withFile(part, bytes, notes);
}

/** What a text is that is meant for computers: it is kept, and the person is told what to ask for. */
function notesOfText(bytes: Bytes): SourceNote[] {
  // A vertical tab opens a message that is wrapped for transport (MLLP); it counts as white space.
  const begin = new TextDecoder('latin1').decode(bytes.subarray(0, 64)).trim();
  if (begin.startsWith('MSH|')) return [{ kind: 'hl7-v2-message' }];
  return begin.startsWith('HC1:') ? [{ kind: 'covid-certificate' }] : [];
}

/** With the file itself beside what was read of it, because it may have been meant otherwise. */
async function withFile(part: Part, bytes: Bytes, notes: readonly SourceNote[]): Promise<Part> {
  const { resources, attachments } = await documentPart(part.path, part.kind, bytes);
  return {
    ...part,
    resources: [...part.resources, ...resources],
    attachments: [...part.attachments, ...attachments],
    notes: [...part.notes, ...notes],
  };
}

/** Deeper than any record, and shallower than any stack. */
const deepest = 500;

type Sayable = Omit<RecordIncoming, 'skipped'> & Pick<Part, 'skipped'>;

/** What was read, less what nobody could go through to its end; it is named. */
export function withoutTooDeep(incoming: RecordIncoming): Sayable {
  const tooDeep = incoming.resources.filter(({ resource }) => isDeeperThan(deepest, resource));
  if (tooDeep.length === 0) return incoming;
  const named = tooDeep.map(
    ({ resource }) => ({ type: resource.resourceType, reason: 'too-deep' }) as const,
  );
  return {
    ...incoming,
    resources: incoming.resources.filter((one) => !tooDeep.includes(one)),
    skipped: [...incoming.skipped, ...named],
  };
}

/** What a reader found, as the members of a part. @throws file-error-message, file-not-health-data */
export function fromIncoming(
  incoming: RecordIncoming,
): Pick<Part, 'resources' | 'skipped' | 'warnings' | 'notes' | 'isPage'> {
  const { resources, skipped, warnings, next } = withoutTooDeep(incoming);
  if (resources.length === 0) {
    const isError = skipped.some(({ reason }) => reason === 'operation-outcome');
    throw new AppError(isError ? 'file-error-message' : 'file-not-health-data');
  }
  const isPage = next !== undefined;
  return { resources, skipped, warnings, isPage, notes: isPage ? [onePageOnly] : [] };
}

async function readCardText(path: string, text: string, reading: FileReading): Promise<ReadFile> {
  const codes = healthCardCodesIn(text);
  if (codes.length > 0) {
    const read = await readCardCodes(path, codes, reading);
    const letter = await letterAround(path, text, codes);
    return { ...read, parts: [...read.parts, ...letter] };
  }
  if (isHealthCardQr(text)) return readCardCodes(path, [text.trim()], reading);
  const cards = healthCardsOfFile(text);
  if (cards === undefined) throw new AppError('file-unreadable', { where: 'health card' });
  return { kind: 'parts', ...(await healthCardParts(path, cards, reading.issuerKeys)) };
}

/** A letter that a code stands in is kept as well, where there is a word in it. */
async function letterAround(
  path: string,
  text: string,
  codes: readonly string[],
): Promise<readonly Part[]> {
  const rest = codes.reduce((left, code) => left.replaceAll(code, ' '), text);
  return /\p{L}/u.test(rest) ? [await documentPart(path, 'text', utf8(text))] : [];
}

/** Whole cards, and parts of cards whose other parts may stand in other files. */
async function readCardCodes(
  path: string,
  texts: readonly string[],
  reading: FileReading,
): Promise<ReadParts> {
  const { codes, refused } = readCodes(path, texts);
  const whole = codes.filter(({ of }) => of === 1).map(({ text }) => text);
  const chunks = codes.filter(({ of }) => of > 1);
  if (whole.length === 0) return { kind: 'parts', parts: [], refused, chunks };
  const read = await healthCardParts(path, whole, reading.issuerKeys);
  return { kind: 'parts', parts: read.parts, refused: [...refused, ...read.refused], chunks };
}

/** What is no code costs none of the others, and is named. @throws file-unreadable where there is no other */
function readCodes(
  path: string,
  texts: readonly string[],
): { readonly codes: readonly HealthCardChunk[]; readonly refused: readonly RefusedPart[] } {
  if (texts.length === 1) return { codes: texts.map(readHealthCardQr), refused: [] };
  const codes: HealthCardChunk[] = [];
  const refused: RefusedPart[] = [];
  for (const [at, text] of texts.entries()) {
    try {
      codes.push(readHealthCardQr(text));
    } catch (thrown) {
      const which = `code ${String(at + 1)} of ${String(texts.length)}`;
      refused.push({ path: `${path}/${which}`, kind: 'health-card', code: codeOf(thrown) });
    }
  }
  return { codes, refused };
}

async function readPicture(path: string, bytes: Bytes, reading: FileReading): Promise<ReadFile> {
  const codes = bytes.length > largestPictureToScan ? undefined : await codesIn(bytes, reading);
  const cards = codes?.filter(isHealthCardQr) ?? [];
  if (cards.length > 0) return readCardCodes(path, cards, reading);
  const link = codes?.find(holdsHealthLink);
  if (link !== undefined) return { kind: 'link', link: link.trim() };
  return parts({ ...(await documentPart(path, 'image', bytes)), notes: notesOfPicture(codes) });
}

/** What a picture was looked through for in vain is said: somebody may have meant a code on it. */
function notesOfPicture(codes: readonly string[] | undefined): SourceNote[] {
  if (codes === undefined) return [];
  if (codes.some((code) => code.startsWith('HC1:'))) return [{ kind: 'covid-certificate' }];
  return [{ kind: codes.length === 0 ? 'no-code-found' : 'code-of-no-record' }];
}

/** `undefined` for a picture that cannot be decoded: it is still a picture. */
async function codesIn(
  picture: Bytes,
  { readQr }: FileReading,
): Promise<readonly string[] | undefined> {
  try {
    return await readQr(picture);
  } catch {
    return undefined;
  }
}

/** @see ISO 32000-1 section 7.6.1: the trailer of an encrypted PDF says so */
function isLockedPdf(bytes: Bytes): boolean {
  return new TextDecoder('latin1').decode(bytes).includes('/Encrypt');
}

/** Our own signed PDF carries the summary itself; any other is a document. */
async function readPdf(path: string, bytes: Bytes, { now }: FileReading): Promise<Part> {
  const verdict = await verifyShare(bytes, { now });
  if (verdict.state === 'unchanged' || verdict.state === 'past-its-end') {
    if (verdict.bundleText !== undefined) {
      const incoming = readRecord(verdict.bundleText);
      return { ...emptyPart(path, 'pdf', hex(await sha256(bytes))), ...fromIncoming(incoming) };
    }
  }
  const document = await documentPart(path, 'pdf', bytes);
  if (isLockedPdf(bytes)) return { ...document, notes: [{ kind: 'locked-pdf' }] };
  return verdict.state === 'changed' ? { ...document, notes: [{ kind: 'changed-pdf' }] } : document;
}
