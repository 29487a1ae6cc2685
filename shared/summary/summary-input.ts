import type { FhirResource } from '../fhir/resource.ts';
import type { EntryCard, EntryKey, SourceId } from '../record/card.ts';
import type { SectionName } from '../words/section-name.ts';
import type { Statement } from '../words/statement.ts';
import type { Words } from '../words/words.ts';
import type { LeftOut } from './selected.ts';

/** An entry that the patient chose to share, with the resource as its source gave it. */
export type ChosenEntry = {
  readonly key: EntryKey;
  readonly card: EntryCard;
  readonly resource: FhirResource;
  readonly sourceId: SourceId;
  /** Other sources that say the same, which stands here once. */
  readonly alsoFrom?: readonly Pick<EntryCard, 'sourceId' | 'fetchedAt'>[];
};

export type ChosenSection = {
  readonly section: SectionName;
  readonly entries: readonly ChosenEntry[];
  /** How many entries of this section the patient took out. */
  readonly leftOutByPatient: number;
  /** What else belongs to the section, and why it is not in it. */
  readonly left: readonly LeftOut[];
};

export type SummarySource = {
  readonly name: string;
  /** ISO 8601, UTC; for what has no fetch time of its own. */
  readonly fetchedAt: string;
  /** It is a file that was added: nothing was fetched. */
  readonly isFile?: boolean;
  /** The date of its newest entry, as written. */
  readonly newest?: string;
  /** The date that a document of its own tells, as written. */
  readonly documentDate?: string;
};

/** What is said beside the entries: of the whole record, and of what its sources say of their lists. */
export type SummaryStatements = {
  readonly whole: readonly Statement[];
  readonly sections: Readonly<Partial<Record<SectionName, readonly Statement[]>>>;
};

/** All that a summary is made of; nothing is read from anywhere else. */
export type SummaryInput = {
  readonly patient: FhirResource;
  readonly patientSourceId?: SourceId;
  readonly sections: readonly ChosenSection[];
  /** The resource that a reference of a source's resource leads to, where this computer has it. */
  readonly lookup: (sourceId: SourceId, reference: string) => FhirResource | undefined;
  /** Whether a reference leads to an entry that the patient left out: then not even its display is written. */
  isLeftOut?(sourceId: SourceId, reference: string): boolean;
  /** Whether an entry that is not in the document may be named by one that is, as the reason for it. */
  mayName?(sourceId: SourceId, reference: string): boolean;
  readonly statements?: SummaryStatements;
  readonly sources: ReadonlyMap<SourceId, SummarySource>;
  /** Somebody who makes the summary for the patient. */
  readonly author?: { readonly name: string; readonly relationship: string };
  readonly now: Date;
  /** YYYY-MM-DD: the last day of use. */
  readonly until: string;
  /** A fresh random UUID, lower case, without `urn:uuid:`. */
  readonly newUuid: () => string;
  /** In which words the narrative is written. */
  readonly words: Words;
  readonly software: { readonly name: string; readonly version: string };
};

/** A resource in its place in a document. */
export type DocumentEntry = { readonly fullUrl: string; readonly resource: FhirResource };
