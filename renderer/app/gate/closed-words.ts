import type { PersonChoice } from '../../vault/api/people.ts';

/** Why a record stays closed: what happened, what is safe, what to do. */
export type ClosedWords = {
  readonly title: string;
  readonly safe: string;
  readonly next: string;
  readonly canBringBack: boolean;
  /** Nothing of it is left on this computer, so there is only its name to take off the list. */
  readonly canForget: boolean;
};

const backupsAreSafe = 'Your backups are separate files and are not touched by this.';

const words = {
  newer: {
    title: 'It was made by a newer version of this program',
    safe: 'It is safe: nothing in it was opened or changed.',
    next: 'Install the newest version of this program, then open it there.',
    canBringBack: false,
    canForget: false,
  },
  damaged: {
    title: 'The part that opens it is damaged',
    safe: `What is on the disk was left as it is. ${backupsAreSafe}`,
    next: 'Bring back the newest backup. It becomes a record beside this one; nothing is written over.',
    canBringBack: true,
    canForget: false,
  },
  missing: {
    title: 'It was on this computer, and cannot be found now',
    safe: `Its files were removed or damaged. ${backupsAreSafe}`,
    next: 'Bring back the newest backup.',
    canBringBack: true,
    canForget: true,
  },
  returning: {
    title: 'It cannot be found now, but much of it is there',
    safe: `Its files were damaged, and the program kept copies of what is whole. ${backupsAreSafe}`,
    next: 'Close the program and open it again: what is whole is then put together. If that does not help, bring back the newest backup.',
    canBringBack: true,
    canForget: false,
  },
} as const satisfies Record<string, ClosedWords>;

/** What to say of a record that this program cannot open; `undefined` where it can. */
export function closedWords({ state, comesBackAtRestart }: PersonChoice): ClosedWords | undefined {
  if (state === 'ready') return undefined;
  return state === 'missing' && comesBackAtRestart === true ? words.returning : words[state];
}
