import type { Standing } from '../record/card.ts';
import type { FactName, Flag } from '../record/fact.ts';
import type { StatementKind } from '../words/statement.ts';
import type { NoteKind } from '../words/words.ts';

/**
 * What a person reads of a summary: the one thing that the preview, the printed page and the viewer show.
 * It is read back from the FHIR document (`readSummary`), never from the record, so that nobody sees more or other than what is sent.
 */
export type SummaryView = {
  readonly person: PersonView;
  /** ISO 8601 with zone. */
  readonly issued?: string;
  /** Calendar date, YYYY-MM-DD: the last day on which it is meant to be used. */
  readonly until?: string;
  /** "Margaret Hale", or "Margaret Hale, by Tom Hale (son)". */
  readonly author?: string;
  readonly software?: string;
  /** Red flags, most dangerous first; `redFlagsOf` has their order. */
  readonly redFlags: readonly string[];
  /** What is to be known of the document as a whole: how old the record is, what of it is missing. */
  readonly statements: readonly NoteView[];
  /** What the record holds beside this document; it stands at its end. */
  readonly elsewhere?: NoteView;
  readonly sections: readonly SectionView[];
  readonly sources: readonly SourceView[];
};

export type PersonView = {
  readonly name: string;
  readonly birthDate?: string;
  readonly gender?: string;
  /** The day of death as written; `true` where a source says only that the person has died. */
  readonly deceased?: string | true;
  /** Names that the person had before. */
  readonly formerNames: readonly string[];
  /** Languages that the person speaks, the preferred one first. */
  readonly languages: readonly string[];
  readonly needsInterpreter?: true;
  /** `{ name: 'NHS number', value: '999 000 0018' }` and others. */
  readonly identifiers: readonly IdentifierView[];
  readonly address?: string;
  readonly telecom: readonly string[];
  /** The person's own telephone numbers, those they carry about first. */
  readonly phones: readonly string[];
  /** Whom to call about the person: next of kin first, then emergency contacts, then others. */
  readonly contacts: readonly ContactView[];
};

export type IdentifierView = {
  readonly name: string;
  readonly value: string;
  readonly isNhsNumber?: true;
  /** What its source says of how sure it is: "Number present but not traced". */
  readonly status?: string;
};

export type ContactView = {
  readonly name: string;
  /** "Daughter, Next-of-Kin", as recorded. */
  readonly relationship?: string;
  readonly phone?: string;
};

export type SectionView = {
  readonly code: string;
  readonly title: string;
  readonly items: readonly ItemView[];
  /** Of medicines: how many of the items, from the first, are current, and what the others stand under. */
  readonly over?: { readonly from: number; readonly heading: string };
  /** Why there is nothing: "No information about this." / "Left out by the patient." Never "none known". */
  readonly emptyWords?: string;
  readonly notes: readonly NoteView[];
};

/** "7 older results were available and are not shown here." / "Something was left out by the patient." */
export type NoteView = {
  readonly words: string;
  /** What kind of note it is; absent in documents of other programs. */
  readonly kind?: NoteKind | StatementKind;
  /** The same on a card, where it is a statement. */
  readonly short?: string;
};

/** Which line beneath a title it is: of a fact, or of the entry as a whole. */
export type DetailKind =
  | FactName
  | 'contrary'
  | 'doNotPerform'
  | 'ended'
  | 'sources-differ'
  | 'unreadable-condition'
  | 'wish'
  | 'wishAnswer';

/** One of the shorter lines beneath or beside a title: dose, reaction, value with range. */
export type DetailView = {
  readonly is: DetailKind;
  /** The whole line: "Reaction: Wheeze". */
  readonly words: string;
  /** The line without the name of the fact: "Wheeze", and what it lists where that is several things. */
  readonly value: string;
  readonly values?: readonly string[];
};

export type ItemView = {
  readonly title: string;
  /** The same without what else its source calls it, for where there is little room. */
  readonly shortTitle?: string;
  readonly details: readonly DetailView[];
  /** A date as written, of any precision. */
  readonly date?: string;
  /** The date, with what it stands for where that is not what the section is about: "since 2019". */
  readonly dateWords?: string;
  readonly status?: string;
  /** The status but for what goes without saying. */
  readonly notableStatus?: string;
  readonly standing: Standing;
  readonly value?: string;
  readonly range?: string;
  readonly flag?: Flag;
  readonly severe: boolean;
  /** How much it matters beside others of its section: the larger, the more; see `weightOf`. */
  readonly weight: number;
  /** It may be private, as far as a program can tell: a card has it only where the person says so. */
  readonly isPrivate?: true;
  /** A source's own statement of absence, such as "No known allergies". */
  readonly knownAbsence: boolean;
  /** Of a wish: what its text says of resuscitation and other treatments, as written. */
  readonly quotes?: readonly string[];
  /** A wish that speaks of resuscitation. */
  readonly ofResuscitation?: true;
  /** Its source gives it no name: the title only says so. */
  readonly unnamed?: true;
  /** A text that its source wrote, and nothing that a program understood. */
  readonly keptText?: true;
  /** Numbers into `SummaryView.sources`, counted from 1. */
  readonly sources: readonly number[];
};

export type SourceView = {
  readonly name: string;
  /** When this computer received it, ISO 8601. */
  readonly fetchedAt?: string;
  /** It is a file that was added: nothing was fetched. */
  readonly isFile?: true;
  /** The date of its newest entry, as written. */
  readonly newest?: string;
  /** The date that a document of its own tells, as written. */
  readonly documentDate?: string;
};
