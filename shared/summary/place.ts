import type { EntryKey } from '../record/card.ts';
import type { LeftOutRule } from '../words/left-out-rule.ts';
import type { SectionName } from '../words/section-name.ts';

/** Where one entry of the record is, for one summary: in exactly one of these. */
export type Place =
  /** `head`: the person whom the summary is about. */
  | { readonly in: 'section'; readonly section: SectionName | 'head' }
  | { readonly in: 'entry'; readonly of: EntryKey }
  | { readonly in: 'choice'; readonly section: SectionName }
  | {
      readonly in: 'rule';
      readonly rule: LeftOutRule;
      /** The section to which it belongs by what it is. */
      readonly section?: SectionName;
      /** The entry that says the same; a later step may have left that one out as well. */
      readonly of?: EntryKey;
      readonly isOlder?: true;
    }
  /** Kept as text that no reader could take apart, and that fits no section. */
  | { readonly in: 'text' };
