import type { ShareTerms } from './share-terms.ts';

export type ShareKind = 'pdf' | 'fhir-json' | 'text-card';

/** Why a share is not called unchanged. The words for each stand in `verdict-words.ts`. */
export type VerdictReason =
  | 'signature-invalid'
  | 'something-appended'
  | 'attachment-inconsistent'
  | 'damaged'
  | 'empty'
  | 'cut-short'
  | 'no-signature'
  | 'no-code-in-picture'
  | 'not-a-share';

/** What a share holds once its signature has been found good. */
export type SignedShare = ShareTerms & {
  readonly kind: ShareKind;
  /** RFC 7638 thumbprint of the key that signed, base64url. */
  readonly keyThumbprint: string;
  /** The name of the author as written inside. Anybody can write any name. */
  readonly madeBy?: string;
  /** The date of the clock that it was checked by (YYYY-MM-DD), where that is before the share says it was made. */
  readonly checkedBefore?: string;
  /** The document Bundle, of a PDF or a FHIR file. */
  readonly bundleText?: string;
  /** The lines above the signature, of a text card. */
  readonly cardLines?: readonly string[];
  /** Something stood around a text card that was not signed: it is not given. */
  readonly isTidied?: true;
};

export type FaultyShare = {
  readonly state: 'changed' | 'not-readable';
  readonly kind?: ShareKind;
  readonly reason: VerdictReason;
};

/**
 * What can be said of a file that somebody hands over: it is as its key signed it, and in time or past its end;
 * or it is not. Nothing of a faulty share's content is given, so that nobody reads it as if it counted.
 */
export type Verdict =
  (SignedShare & { readonly state: 'unchanged' | 'past-its-end' }) | FaultyShare;
