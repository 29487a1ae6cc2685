/** What our own reader has to say of how it read a file, as data. Titles in it are the source's own. */
export type SourceNote =
  | { readonly kind: PlainNote }
  /** Parts of these sections of a clinical document are only there as text. */
  | { readonly kind: 'sections-as-text'; readonly titles: readonly string[] }
  /** The file is about so many people, and one of them was chosen. */
  | { readonly kind: 'one-of-several'; readonly people: number };

/** What is said the same of every file. */
export type PlainNote =
  /** A PDF of ours that was changed after it was signed. */
  | 'changed-pdf'
  /** A PDF that may ask for a password. */
  | 'locked-pdf'
  /** A picture that this program cannot show. */
  | 'dicom'
  /** A page of a longer answer. */
  | 'one-page'
  /** Its letters are UTF-8, though the file says otherwise. */
  | 'read-as-utf-8'
  /** It does not say how its letters are written. */
  | 'read-as-windows-1252'
  /** There is more behind the end of a clinical document. */
  | 'more-behind-end'
  /** Of a phone's export, only what hospitals gave to the phone was read. */
  | 'phone-records-only'
  /** Its records stood inside other data, which was not read. */
  | 'found-inside'
  /** It was not written as its format asks (comments, commas, control characters), and was read all the same. */
  | 'read-though-ill-formed'
  /** A message between computers of hospitals (HL7 version 2), which is kept and not read. */
  | 'hl7-v2-message'
  /** The code of a COVID certificate (`HC1:`), which is kept and not read. */
  | 'covid-certificate'
  /** No code was found in a picture. */
  | 'no-code-found'
  /** A picture holds a code that is no health card and no health link. */
  | 'code-of-no-record';

/** A note as a source keeps it. A text is one that an earlier program put into words. */
export type KeptNote = SourceNote | string;
