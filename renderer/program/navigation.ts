import { createContext, use } from 'react';
import type { Category, EntryKey, SourceId } from '../../shared/record/card.ts';
import type { ChosenFile } from '../ui/chosen-files.ts';
import type { SummaryChoices } from '../vault/api/share.ts';

export type Route =
  | { readonly screen: 'overview' }
  | { readonly screen: 'record'; readonly category?: Category; readonly only?: OnlyEntries }
  | { readonly screen: 'entry'; readonly key: EntryKey; readonly back: Route }
  | {
      readonly screen: 'add';
      /** What the person has already said that they have. */
      readonly have?: Have;
      readonly again?: FetchAgain;
      /** Files that were dropped on the window. */
      readonly dropped?: readonly ChosenFile[];
    }
  | { readonly screen: 'source'; readonly id: SourceId; readonly back?: Route }
  /** A letter that asks for a copy of the record. */
  | { readonly screen: 'request'; readonly to?: 'surgery' | 'hospital' }
  | { readonly screen: 'summary'; readonly choices?: SummaryChoices }
  | { readonly screen: 'share'; readonly summary: PreparedSummary }
  | { readonly screen: 'share-log' }
  | { readonly screen: 'check' }
  | { readonly screen: 'settings'; readonly page?: SettingsPage }
  /** Puts back from a backup what is damaged. */
  | { readonly screen: 'mend' }
  | { readonly screen: 'recovery' };

/** Which entries are shown: those that are new, those that their source does not supply any more, those that stand apart from the record. */
export type OnlyEntries =
  | { readonly what: 'news' }
  | {
      readonly what: 'not-supplied';
      readonly source: { readonly id: SourceId; readonly name: string };
    }
  | {
      readonly what: 'set-aside';
      /** Absent: of all sources. */
      readonly source?: { readonly id: SourceId; readonly name: string };
    };

/** What a person has from which records can come. */
export type Have = 'letter' | 'file' | 'code' | 'surgery' | 'abroad' | 'nothing' | 'address';

/** A source that is there already, and what is to be done with it. */
export type FetchAgain = {
  readonly id: SourceId;
  readonly name: string;
  readonly how: 'fetch' | 'everything' | 'sign-in';
};

/** A page of the settings. */
export type SettingsPage =
  'reading' | 'ways-in' | 'recovery-kit' | 'locking' | 'backups' | 'name' | 'leaving' | 'about';

/** A summary that the person has looked at and that is ready to be signed and saved. */
export type PreparedSummary = {
  readonly bundleText: string;
  readonly choices: SummaryChoices;
  /** How many entries it holds. */
  readonly entries: number;
  /** What the person left out, by title. */
  readonly leftOut: readonly string[];
};

export type Navigation = {
  readonly go: (route: Route) => void;
  /** Keeps the person on this screen while something runs that leaving would hide. */
  readonly stay: (busy: boolean) => void;
};

export const NavigationContext = createContext<Navigation | undefined>(undefined);

/** @throws Error outside of `NavigationContext` */
export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (navigation === undefined)
    throw new Error('useNavigation needs a NavigationContext around it');
  return navigation;
}
