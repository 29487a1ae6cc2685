import type { WayIn } from '../../vault/api/people.ts';

/** Where a person is on "Ways to open this record"; `done`: what was just done, in words. */
export type WaysInStep =
  | { readonly step: 'list'; readonly done?: string }
  | { readonly step: 'add' | 'keychain' }
  | { readonly step: 'change' | 'remove'; readonly way: WayIn };

/** What every step of "Ways to open this record" is given. */
export type WaysInStepProps = {
  readonly onBack: () => void;
  /** `words`: what was done, as a title. */
  readonly onDone: (words: string) => void;
};

/** The way back to the list. */
export function backToWays(go: () => void): { readonly words: string; readonly go: () => void } {
  return { words: 'Ways to open this record', go };
}
