import { withoutEnd, withoutStart } from '../../../shared/base/without-end.ts';
const extensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/dicom': 'dcm',
  'application/x-ndjson': 'ndjson',
  'application/rtf': 'rtf',
  'application/xml': 'xml',
  'application/msword': 'doc',
  'application/fhir+json': 'json',
  'application/json': 'json',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/rtf': 'rtf',
  'text/xml': 'xml',
};
const longest = 80;

/** The ending of a file's name for a type: `pdf` for `application/pdf; version=1.7`. */
export function extensionOf(contentType: string): string {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  return extensions[type] ?? 'bin';
}

/** A name to save an attachment under: its title without what file systems do not take, and the ending of its type. */
export function fileNameOf(title: string, contentType: string): string {
  const extension = extensionOf(contentType);
  const words = title.replace(/[\p{C}<>:"/\\|?*]+/gu, ' ').replace(/\s+/g, ' ');
  const clean = withoutStart(withoutEnd(words, ' .'), ' .').slice(0, longest);
  const name = clean === '' ? 'attachment' : clean;
  return name.toLowerCase().endsWith(`.${extension}`) ? name : `${name}.${extension}`;
}
