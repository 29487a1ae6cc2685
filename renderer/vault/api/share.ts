import type { Result } from '../../../shared/base/result.ts';
import type { Verdict } from '../../../shared/share/verdict.ts';
import type { EntryKey } from '../../../shared/record/card.ts';
import type { SectionCode } from '../../../shared/summary/sections.ts';
import type { Statement } from '../../../shared/words/statement.ts';

export type SummaryDraft = {
  readonly sections: readonly DraftSection[];
  /** What the summary will say of the whole record: how old it is, what of it is missing. */
  readonly statements: readonly DraftStatement[];
  /** How many entries of the record it would not hold. */
  readonly notIn: number;
  /** YYYY-MM-DD: 14 days from today. */
  readonly defaultUntil: string;
};

export type DraftSection = {
  readonly code: SectionCode;
  readonly title: string;
  readonly items: readonly DraftItem[];
  /** What the sources say of their lists of these. */
  readonly statements: readonly DraftStatement[];
};

/** What the summary will say beside entries. */
export type DraftStatement = { readonly kind: Statement['kind']; readonly words: string };

export type DraftItem = {
  readonly key: EntryKey;
  readonly title: string;
  readonly detail?: string;
  readonly date?: string;
  readonly severe: boolean;
  /** Why the program suggests to think twice before sharing this, where it does. */
  readonly sensitive?: string;
  /** Its source does not supply it any more: by whom, and since when (ISO 8601, UTC). */
  readonly notSupplied?: { readonly by: string; readonly since: string };
};

/** An entry of the record that is not in the summary unless the person puts it in. */
export type NotInItem = DraftItem & {
  /** What it is, in everyday words. */
  readonly kind: string;
  /** Why it is not in it, in words. */
  readonly why: string;
  /** Whether the person may put it in all the same. */
  readonly canBePutIn: boolean;
};

export type NotInQuery = {
  /** Only those that are found by these words, as in the record. */
  readonly search?: string;
  readonly limit: number;
};

/** `groups`: of all that is not in it, how many for each reason; `total`: how many were found. */
export type NotInPage = {
  readonly groups: readonly { readonly why: string; readonly count: number }[];
  readonly total: number;
  readonly items: readonly NotInItem[];
};

export type SummaryChoices = {
  readonly leftOut: readonly EntryKey[];
  /** What rules leave out and the person wants in all the same. */
  readonly putIn?: readonly EntryKey[];
  /** YYYY-MM-DD. */
  readonly until: string;
};

/** What was chosen for a summary that is not shared yet. */
export type KeptChoices = {
  readonly leftOut: readonly EntryKey[];
  readonly putIn: readonly EntryKey[];
  /** YYYY-MM-DD; absent where the person has not chosen an end date. */
  readonly until?: string;
};

export type TextCard = {
  readonly text: string;
  readonly png: Uint8Array<ArrayBuffer>;
  /** What is not on it for want of room, in plain words, such as "3 problems". */
  readonly leftOut: readonly string[];
  /** What is on it and says less than the summary, in plain words. */
  readonly shortened: readonly string[];
  /** How many entries of the summary may be private: they are on it only where that was asked for. */
  readonly mayBePrivate: number;
};

export type NewShare = {
  readonly kind: 'pdf' | 'json' | 'card';
  readonly until: string;
  /** Empty where it was printed. */
  readonly fileName: string;
  /** It went to a printer and into no file. */
  readonly printed?: true;
  readonly leftOutByPatient: number;
  readonly entries: number;
};

export type ShareLogEntry = NewShare & { readonly at: string; readonly keyFingerprint: string };

/** The calls that make a summary, sign it, and check one. */
export type ShareCalls = {
  /** What a summary would hold now, entry by entry, for the person to choose from. */
  summaryDraft(): Promise<Result<SummaryDraft>>;
  /** What a summary would not hold, and why, the reasons with the fewest entries first. */
  notInSummary(query: NotInQuery): Promise<Result<NotInPage>>;
  /** The IPS document of these choices, unsigned, as JSON text. */
  composeSummary(choices: SummaryChoices): Promise<Result<{ readonly bundleText: string }>>;
  /** Signs the document and gives the JSON file. */
  signedBundle(bundleText: string): Promise<Result<Uint8Array<ArrayBuffer>>>;
  /** Attaches the signed document to the printed page and signs the whole. */
  signedPdf(
    printed: Uint8Array<ArrayBuffer>,
    bundleText: string,
  ): Promise<Result<Uint8Array<ArrayBuffer>>>;
  /** The signed text card of the document: its words, what had to be left out for size, and the QR as PNG. */
  /** `withPrivate`: what may be private goes onto it as well. */
  textCard(bundleText: string, withPrivate: boolean): Promise<Result<TextCard>>;
  /** What the person chose and has not shared; nothing where there is none. */
  keptChoices(): Promise<Result<KeptChoices | undefined>>;
  /** Keeps what was chosen until it is shared; without choices, what was kept is thrown away. */
  keepChoices(choices: KeptChoices | undefined): Promise<Result<null>>;
  /** Writes an export into the share log. Called after the file was saved. */
  recordShare(share: NewShare): Promise<Result<null>>;
  shareLog(): Promise<Result<readonly ShareLogEntry[]>>;
  /** Checks a summary that somebody hands over, by the same rules as the viewer. */
  verify(bytes: Uint8Array<ArrayBuffer>): Promise<Result<Verdict>>;
};
