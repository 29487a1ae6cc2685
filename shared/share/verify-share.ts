import { fromUtf8, type Bytes } from '../base/bytes.ts';
import { defined } from '../base/defined.ts';
import { parseFhirObject } from '../fhir/json.ts';
import { bestName } from '../fhir/person.ts';
import { referenceOf } from '../fhir/reference.ts';
import { objectsOf, resourceOf, type JsonObject } from '../fhir/resource.ts';
import { bearsBundleSignature, verifyBundle, type BundleSignature } from './bundle-signature.ts';
import { attachedBundle } from './pdf-attachment.ts';
import { checkPdfSignature } from './pdf-signature.ts';
import { compositionOf, isMadeAfter, isPastItsEnd, termsOfBundle } from './share-terms.ts';
import { keyThumbprint } from './signing-key.ts';
import { recogniseShare } from './recognise-share.ts';
import { looksLikeTextCard, verifyTextCard } from './text-card.ts';
import type { FaultyShare, ShareKind, SignedShare, Verdict, VerdictReason } from './verdict.ts';

export type VerifyTerms = {
  readonly now: Date;
  /** The texts of all QR codes in a picture (PNG, JPEG, …). */
  readonly readQr?: (picture: Bytes) => Promise<readonly string[]>;
};

/**
 * Says of any file whether it is a share as its key signed it, and whether it is in time.
 * What kind it is shows in its content, never in a name. Never throws: what cannot be read is `not-readable`.
 */
export async function verifyShare(bytes: Bytes, terms: VerifyTerms): Promise<Verdict> {
  try {
    const share = await readShare(bytes, terms);
    if ('state' in share) return share;
    const past = share.until !== undefined && isPastItsEnd(share.until, terms.now);
    const checkedBefore = isMadeAfter(share.issued, terms.now)
      ? terms.now.toISOString().slice(0, 'YYYY-MM-DD'.length)
      : undefined;
    return { ...share, ...defined({ checkedBefore }), state: past ? 'past-its-end' : 'unchanged' };
  } catch {
    // readers of PDF, JSON and pictures throw for each kind of rubbish, and their messages may quote it
    return notReadable('damaged');
  }
}

async function readShare(bytes: Bytes, terms: VerifyTerms): Promise<SignedShare | FaultyShare> {
  switch (recogniseShare(bytes)) {
    case 'empty':
      return notReadable('empty');
    case 'pdf':
      return readPdf(bytes);
    case 'json':
      return readJson(bytes);
    case 'text-card':
      // bytes that are not UTF-8 become a replacement character, which no signature covers
      return readCard(new TextDecoder().decode(bytes));
    case 'picture':
      return readPicture(bytes, terms);
    case 'other':
      return notReadable('not-a-share');
  }
}

async function readPdf(pdf: Bytes): Promise<SignedShare | FaultyShare> {
  const signature = await checkPdfSignature(pdf);
  switch (signature.found) {
    case 'none':
      return notReadable('not-a-share');
    case 'cut-short':
      return notReadable('cut-short', 'pdf');
    case 'damaged':
      return changed('pdf', 'damaged');
    case 'appended':
      return changed('pdf', 'something-appended');
    case 'invalid':
      return changed('pdf', 'signature-invalid');
    case 'valid':
      return readAttachment(pdf, signature.key);
  }
}

/** A signed PDF counts only with the document that the same key signed inside it. */
async function readAttachment(pdf: Bytes, key: CryptoKey): Promise<SignedShare | FaultyShare> {
  const bundleText = await attachedBundle(pdf);
  if (bundleText === undefined) return notReadable('not-a-share');
  const verified = await verifyBundle(bundleText);
  return verified === undefined || verified.keyThumbprint !== (await keyThumbprint(key))
    ? changed('pdf', 'attachment-inconsistent')
    : signedDocument('pdf', verified, bundleText);
}

async function readJson(bytes: Bytes): Promise<SignedShare | FaultyShare> {
  const text = new TextDecoder().decode(bytes);
  try {
    const bundleText = fromUtf8(bytes).replace(/^\ufeff/, '');
    const verified = await verifyBundle(bundleText);
    if (verified !== undefined) return signedDocument('fhir-json', verified, bundleText);
    return bearsBundleSignature(text)
      ? changed('fhir-json', 'signature-invalid')
      : notReadable('no-signature', 'fhir-json');
  } catch {
    // no JSON, or not UTF-8: a share that was tampered with, unless its end is missing or it never was one
    if (!text.trimEnd().endsWith('}')) return notReadable('cut-short', 'fhir-json');
    return bearsBundleSignature(text)
      ? changed('fhir-json', 'damaged')
      : notReadable('not-a-share', 'fhir-json');
  }
}

async function readPicture(
  picture: Bytes,
  { readQr }: VerifyTerms,
): Promise<SignedShare | FaultyShare> {
  const codes = (await readQr?.(picture)) ?? [];
  // Other codes may stand beside it.
  const text = codes.find(looksLikeTextCard) ?? codes[0];
  return text === undefined ? notReadable('no-code-in-picture', 'text-card') : readCard(text);
}

async function readCard(text: string): Promise<SignedShare | FaultyShare> {
  if (!looksLikeTextCard(text)) return notReadable('not-a-share');
  const card = await verifyTextCard(text);
  if (card === undefined) return changed('text-card', 'signature-invalid');
  const { lines, name, ...rest } = card;
  return {
    kind: 'text-card',
    cardLines: lines,
    ...rest,
    ...(name === undefined ? {} : { madeBy: name }),
  };
}

function signedDocument(
  kind: ShareKind,
  { keyThumbprint: thumbprint }: BundleSignature,
  bundleText: string,
): SignedShare {
  const bundle = parseFhirObject(bundleText) ?? {};
  const madeBy = authorOf(bundle);
  return {
    kind,
    keyThumbprint: thumbprint,
    bundleText,
    ...termsOfBundle(bundle),
    ...(madeBy === undefined ? {} : { madeBy }),
  };
}

/** The name of the first author that is a person, as written; a program's name is not who made it. */
function authorOf(bundle: JsonObject): string | undefined {
  return objectsOf(compositionOf(bundle)?.['author'])
    .map((author) => {
      const { reference, display } = referenceOf(author);
      const entry = objectsOf(bundle['entry']).find((one) => one['fullUrl'] === reference);
      const resource = resourceOf(entry?.['resource']);
      return resource?.resourceType === 'Device' ? undefined : (bestName(resource) ?? display);
    })
    .find((name) => name !== undefined);
}

function changed(kind: ShareKind, reason: VerdictReason): FaultyShare {
  return { state: 'changed', kind, reason };
}

function notReadable(reason: VerdictReason, kind?: ShareKind): FaultyShare {
  return defined({ state: 'not-readable', reason, kind });
}
