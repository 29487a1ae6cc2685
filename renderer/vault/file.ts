import { AppError } from '../../shared/base/error.ts';
import { fromUtf8, type Bytes } from '../../shared/base/bytes.ts';
import { readIncoming, speaksOlderVersion, type Incoming } from '../../shared/fhir/incoming.ts';
import { gunzip } from './compress.ts';
import type { PersonHeader } from './api.ts';
import { differencesBetween, personOf } from './person.ts';

/** The largest file that is read, unzipped: beyond it a text no longer fits into one JavaScript string. */
const largest = 400 * 1024 * 1024;

/**
 * The resources of a file, zipped or not.
 * @throws file-empty, file-truncated, file-unreadable, file-too-large, file-not-health-data, file-xml,
 * file-other-version, file-several-people
 */
export async function readFile(bytes: Bytes): Promise<Incoming> {
  const incoming = readIncoming(await textOfFile(bytes));
  const resources = incoming.resources.map((one) => one.resource);
  if (resources.length === 0) throw new AppError('file-not-health-data');
  if (speaksOlderVersion(resources)) throw new AppError('file-other-version');
  personOfFile(incoming);
  return incoming;
}

/** The text of a file: unzipped where it is gzip, UTF-8, or UTF-16 where its first bytes say so. */
export async function textOfFile(bytes: Bytes): Promise<string> {
  const plain = isGzip(bytes) ? await unzipped(bytes) : bytes;
  if (plain.length === 0) throw new AppError('file-empty');
  if (plain.length > largest) throw new AppError('file-too-large');
  try {
    return decoded(plain);
  } catch (cause) {
    throw new AppError('file-unreadable', { cause });
  }
}

/** Who a file is about, where it holds a `Patient`. @throws file-several-people where its patients differ */
export function personOfFile(incoming: Incoming): PersonHeader | undefined {
  const people = incoming.resources
    .filter((one) => one.resource.resourceType === 'Patient')
    .map((one) => personOf(one.resource));
  const [first, ...others] = people;
  if (first === undefined) return undefined;
  if (others.some((other) => differencesBetween(first, other).length > 0)) {
    throw new AppError('file-several-people');
  }
  return first;
}

function isGzip(bytes: Bytes): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function unzipped(bytes: Bytes): Promise<Bytes> {
  try {
    return await gunzip(bytes, largest);
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('file-truncated', { cause });
  }
}

/** A byte order mark says which way the text is written. @see Unicode 23.8 */
function decoded(bytes: Bytes): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16('utf-16be', bytes);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return fromUtf8(hasMark ? bytes.subarray(3) : bytes);
}

function utf16(encoding: string, bytes: Bytes): string {
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}
