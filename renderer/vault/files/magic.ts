import type { Bytes } from '../../../shared/base/bytes.ts';

/** What the first bytes say before anything is read as text. */
export type MagicKind = 'pdf' | 'image' | 'dicom' | 'office' | 'zip' | 'gzip' | 'tar' | 'backup';

type Signature = { readonly at: number; readonly bytes: string };
type Magic = {
  readonly kind: MagicKind;
  readonly type: string;
  readonly signatures: readonly Signature[];
};

const start = (bytes: string): readonly Signature[] => [{ at: 0, bytes }];

/** Signatures as Latin-1 text, one character a byte. */
const magics: readonly Magic[] = [
  { kind: 'image', type: 'image/png', signatures: start('\x89PNG') },
  { kind: 'image', type: 'image/jpeg', signatures: start('\xff\xd8\xff') },
  { kind: 'image', type: 'image/gif', signatures: start('GIF8') },
  { kind: 'image', type: 'image/tiff', signatures: start('II*\0') },
  { kind: 'image', type: 'image/tiff', signatures: start('MM\0*') },
  {
    kind: 'image',
    type: 'image/webp',
    signatures: [...start('RIFF'), { at: 8, bytes: 'WEBP' }],
  },
  ...['heic', 'heix', 'mif1', 'avif'].map((brand) => ({
    kind: 'image' as const,
    type: brand === 'avif' ? 'image/avif' : 'image/heic',
    signatures: [{ at: 4, bytes: `ftyp${brand}` }],
  })),
  // Two reserved fields of its header are zero; "BM" alone also begins letters.
  { kind: 'image', type: 'image/bmp', signatures: [...start('BM'), { at: 6, bytes: '\0\0\0\0' }] },
  // Behind a preamble of 128 bytes that may hold anything. @see DICOM PS3.10 section 7.1
  { kind: 'dicom', type: 'application/dicom', signatures: [{ at: 128, bytes: 'DICM' }] },
  // POSIX's, and GNU's of before it.
  ...['ustar\0', 'ustar  \0'].map((bytes) => ({
    ...{ kind: 'tar' as const, type: 'application/x-tar', signatures: [{ at: 257, bytes }] },
  })),
  { kind: 'gzip', type: 'application/gzip', signatures: start('\x1f\x8b') },
  { kind: 'backup', type: 'application/octet-stream', signatures: start('age-encryption.org/v1') },
  {
    kind: 'backup',
    type: 'application/octet-stream',
    signatures: start('-----BEGIN AGE ENCRYPTED FILE-----'),
  },
  { kind: 'office', type: 'application/msword', signatures: start('\xd0\xcf\x11\xe0') },
];

/** The header of a PDF may stand anywhere in the first kilobyte. @see ISO 32000-1 annex H, note 13 */
const pdfHeaderWithin = 1024;

/** What a file is, where its first bytes are those of a known format; `undefined` for text and what is unknown. */
export function magicOf(head: Bytes): MagicKind | undefined {
  const latin = latin1(head.subarray(0, 4096));
  if (latin.slice(0, pdfHeaderWithin).includes('%PDF-')) return 'pdf';
  if (latin.startsWith('PK\x03\x04')) return officeTypeOf(latin) === undefined ? 'zip' : 'office';
  if (latin.startsWith('PK\x05\x06')) return 'zip';
  return knownMagic(latin)?.kind;
}

/** The MIME type of a file whose first bytes tell it; `undefined` where they do not. */
export function contentTypeByMagic(head: Bytes): string | undefined {
  const latin = latin1(head.subarray(0, 4096));
  if (latin.slice(0, pdfHeaderWithin).includes('%PDF-')) return 'application/pdf';
  return latin.startsWith('PK') ? officeTypeOf(latin) : knownMagic(latin)?.type;
}

function knownMagic(latin: string): Magic | undefined {
  return magics.find(({ signatures }) =>
    signatures.every(({ at, bytes }) => latin.startsWith(bytes, at)),
  );
}

const ooxml = 'application/vnd.openxmlformats-officedocument';

/** A letter written with a word processor is a ZIP whose first file says so. */
function officeTypeOf(latin: string): string | undefined {
  const openDocument = /mimetype(application\/vnd\.oasis\.opendocument\.[a-z]+)/.exec(latin)?.[1];
  if (openDocument !== undefined) return openDocument;
  if (!latin.slice(30, 80).startsWith('[Content_Types].xml')) return undefined;
  if (latin.includes('xl/')) return `${ooxml}.spreadsheetml.sheet`;
  if (latin.includes('ppt/')) return `${ooxml}.presentationml.presentation`;
  return `${ooxml}.wordprocessingml.document`;
}

function latin1(bytes: Bytes): string {
  return String.fromCharCode(...bytes);
}
