import type { WayIn } from '../../vault/api/people.ts';

/** The name of a way in: "Passphrase for my daughter". */
export function wayInName(way: WayIn): string {
  switch (way.kind) {
    case 'passphrase':
      return way.label === undefined ? 'Passphrase' : `Passphrase for ${way.label}`;
    case 'recovery':
      return 'Recovery code';
    case 'keychain':
      return 'This computer’s keychain';
  }
}

/** One plain sentence about a way in, or why it stays. */
export function wayInAbout(way: WayIn): string {
  switch (way.kind) {
    case 'passphrase':
      return way.whyNot === 'last-way'
        ? 'It cannot be removed, because it is the only passphrase. You can change it.'
        : 'Whoever knows it can read and change everything in this record.';
    case 'recovery':
      return 'On paper, in your recovery kit. It can be replaced by a new one.';
    case 'keychain':
      return 'Whoever is signed in to this computer as you can open the record without typing anything.';
  }
}

/** Why the keychain is not offered here. */
export const keychainReasons = {
  'no-keychain': 'This computer has no keychain that the program could use.',
  'fixed-key':
    'The keychain of this computer locks with a fixed key that everybody can look up. It would protect nothing.',
  broken:
    'The keychain of this computer did not give back what was put into it, so it is not relied on.',
} as const;
