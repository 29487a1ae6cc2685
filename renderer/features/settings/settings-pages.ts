import type { SettingsPage } from '../../program/navigation.ts';

/** What stands in the list of the settings, and as the title of each page. */
export type PageWords = { readonly title: string; readonly about: string };

export const settingsPages: Readonly<Record<SettingsPage, PageWords>> = {
  reading: { title: 'Reading', about: 'How large the words are.' },
  'ways-in': {
    title: 'Ways to open this record',
    about: 'Change the passphrase, let a helper in, or use this computer’s keychain.',
  },
  'recovery-kit': {
    title: 'Recovery kit',
    about: 'The paper that opens your record and its backups when all else is lost.',
  },
  locking: { title: 'Locking', about: 'When your record locks itself.' },
  backups: { title: 'Backups', about: 'Where the copies go, and whether they work.' },
  name: { title: 'Name of this record', about: 'What is shown before it is opened.' },
  leaving: { title: 'Leaving', about: 'Take everything with you, or delete this record.' },
  about: { title: 'About this program', about: 'Its version, its licence, and what it is not.' },
};

/** In the order of the list. */
export const settingsOrder = Object.keys(settingsPages) as SettingsPage[]; // Object.keys forgets the names
