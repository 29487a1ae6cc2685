import type { Bytes } from '../../../shared/base/bytes.ts';
import { overComments } from '../../../shared/fhir/mended-json.ts';
import { isFhirXml } from '../../../shared/fhir/xml/read.ts';
import { healthCardCodesIn, isHealthCardQr } from '../../../shared/share/health-card-qr.ts';
import { looksLikeTextCard } from '../../../shared/share/text-card.ts';
import type { FileKind } from '../api/files.ts';
import { magicOf } from './magic.ts';
import { headText } from './file-text.ts';

/** Letters as text. Pictures inside HTML and RTF need room; beyond this nobody has written one. */
const largestLetter = 64 * 1024 * 1024;
const largestOfAny = 400 * 1024 * 1024;

/** The most bytes that a file of a kind may have to be held whole. */
export function largestOf(kind: FileKind): number {
  return ['text', 'html', 'rtf', 'text-card'].includes(kind) ? largestLetter : largestOfAny;
}

/** How many bytes of a file are enough to tell what it is. */
export const headLength = 64 * 1024;

/** Says what a file is by its first bytes (`headLength` of them, or all of a shorter one); a name is never looked at. */
export function recognise(head: Bytes): FileKind {
  if (head.length === 0) return 'empty';
  const magic = magicOf(head);
  if (magic !== undefined) return magic;
  const text = headText(head);
  if (text === undefined) return 'unknown';
  const trimmed = text.trim();
  return trimmed === '' ? 'empty' : kindOfText(trimmed);
}

/** JSON that stands as a text in JSON. */
const jsonInJson = /^"\s*[[{]\s*\\"/;

function kindOfText(text: string): FileKind {
  if (text.startsWith('{\\rtf')) return 'rtf';
  if (isOnlyHealthCard(text)) return 'health-card';
  if (isOnlyHealthLink(text)) return 'health-link';
  if (looksLikeTextCard(text)) return 'text-card';
  const json = text.slice(overComments(text, 0));
  if (json.startsWith('{') || json.startsWith('[')) return kindOfJson(json);
  if (jsonInJson.test(text)) return 'json';
  if (text.startsWith('<')) return kindOfMarkup(text);
  // In JSON and markup a code is a word among others: what stands around it is the record.
  return healthCardCodesIn(text).length > 0 ? 'health-card' : 'text';
}

function isOnlyHealthCard(text: string): boolean {
  return isHealthCardQr(text) || /^eyJ[\w-]+\.[\w-]{20,}/.test(text);
}

/** A link and nothing beside it: a letter that happens to mention one stays a letter. */
function isOnlyHealthLink(text: string): boolean {
  return /^(?:https?:\/\/[^\s#]+#)?shlink:\/[\w-]+={0,2}$/.test(text);
}

/** @see https://spec.smarthealth.cards/#via-file-download */
const cardFile = /^\{[^{}[\]]{0,4000}"verifiableCredential"\s*:\s*(?:\[\s*)?"eyJ/;
/** @see https://spec.smarthealth.cards/#via-fhir-health-cards-issue-operation */
const cardParameter =
  /"name"\s*:\s*"verifiableCredential"\s*,\s*"valueString"\s*:\s*"eyJ|"valueString"\s*:\s*"eyJ[\w.-]+"\s*,\s*"name"\s*:\s*"verifiableCredential"/;

function kindOfJson(text: string): FileKind {
  if (cardFile.test(text)) return 'health-card';
  // Where records stand in it as well, they come first: a card in it is a remark then.
  if (cardParameter.test(text) && !/"resource"\s*:/.test(text)) return 'health-card';
  // Of two values on two lines, the first is whole; a Bundle that is printed nicely has no "}" before a line that opens.
  return /^\{.*\}[ \t\r]*\n\s*\{/.test(text) ? 'ndjson' : 'json';
}

function kindOfMarkup(text: string): FileKind {
  if (/<(?:\w+:)?ClinicalDocument[\s>]/.test(text) && text.includes('urn:hl7-org:v3')) {
    return 'ccda';
  }
  if (isFhirXml(text)) return 'fhir-xml';
  if (isGpTransfer(text)) return 'gp-transfer';
  const begin = afterComments(text.replace(/^<\?xml[^>]*>/, ''));
  return /^<(?:!doctype\s+html|html|head|body)\b/i.test(begin) ? 'html' : 'unknown';
}

/** What surgeries send to one another when a patient moves: HL7 version 3. @see GP2GP, `EhrExtract` */
function isGpTransfer(text: string): boolean {
  return (
    /<(?:\w+:)?(?:RCMR_IN\d+UK\d+|EhrExtract)[\s>]/.test(text) && text.includes('urn:hl7-org:v3')
  );
}

/** What follows the comments and the space that a text begins with. */
function afterComments(text: string): string {
  const space = /\s*/y;
  for (;;) {
    space.exec(text);
    const at = space.lastIndex;
    if (!text.startsWith('<!--', at)) return text.slice(at);
    const end = text.indexOf('-->', at + '<!--'.length);
    if (end < 0) return '';
    space.lastIndex = end + '-->'.length;
  }
}
