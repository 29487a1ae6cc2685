import type { ErrorWords } from './error-words-shape.ts';
import { nothingLost } from './reassurances.ts';

/** What can go wrong with the record itself, its ways in, its backups, and what is saved, shared or printed. */
export const recordErrors = {
  'vault-wrong-passphrase': {
    title: 'That is not the passphrase',
    whatToDo:
      'Check capital letters and spaces, then try again. Your record is safe. If you have forgotten the passphrase, use the recovery code.',
  },
  'vault-wrong-recovery-code': {
    title: 'That is not the recovery code',
    whatToDo:
      'Check each group against your paper, then try again. Spaces and small letters do not matter. Your record is safe.',
  },
  'vault-locked': {
    title: 'Your record is locked',
    whatToDo: 'Everything in it is safe. Open it with your passphrase.',
  },
  'vault-damaged': {
    title: 'A part of your record cannot be opened',
    whatToDo:
      'Something changed or removed data on this computer’s disk. What is whole stays readable. Keep a copy of this program’s folder before you change anything else.',
  },
  'vault-newer-version': {
    title: 'This record was made by a newer program',
    whatToDo:
      'It is safe and was left alone. Install the newest version of this program to open it.',
  },
  'vault-open-elsewhere': {
    title: 'This record is open in another window',
    whatToDo:
      'It is safe. So that two windows never write over each other, it opens in one at a time. Go on in the other window, or close it there and try again.',
  },
  'vault-last-way-in': {
    title: 'This way in has to stay',
    whatToDo:
      'A record always keeps one passphrase and a recovery code. You can change the passphrase, or add another one before you take this one away.',
  },
  'vault-wait': {
    title: 'Please wait before the next try',
    whatToDo:
      'After several wrong tries the program waits longer each time, so that nobody can try one after the other. Your record is safe.',
  },
  'vault-no-keychain': {
    title: 'This computer has no keychain that could open your record',
    whatToDo:
      'Your record is safe. Open it with your passphrase. On Linux, a keychain comes with GNOME (GNOME Keyring) and KDE (KWallet).',
  },
  'vault-keychain-fixed-key': {
    title: 'This computer would not keep the key secret',
    whatToDo:
      'It has no keychain of its own, and what stands in for it locks everything with the same key, which anybody can look up. So your record is not opened that way. Go on using your passphrase.',
  },
  'vault-keychain-failed': {
    title: 'The keychain of this computer did not open your record',
    whatToDo:
      'Your record is safe. Open it with your passphrase. The keychain may be locked or new: you can then add it again in Settings.',
  },
  'vault-storage-full': {
    title: 'The disk is full',
    whatToDo: `${nothingLost} The last step was not stored. Free some space on this computer, then try again.`,
  },
  'vault-storage-failed': {
    title: 'The record could not be written to this computer’s disk',
    whatToDo: `${nothingLost} The last step was not stored. See that the disk has room. Then close the program, open it again and try once more.`,
  },
  'backup-not-set-up': {
    title: 'Backups cannot be made yet',
    whatToDo: `${nothingLost} Type your recovery code once, so that the program knows for which code backups are made.`,
  },
  'backup-not-readable': {
    title: 'This is not a backup of this program',
    whatToDo:
      'Nothing was changed. Choose a file whose name begins with “phr-backup” and ends with “.age”.',
  },
  'backup-truncated': {
    title: 'This backup is not whole',
    whatToDo:
      'A part of it is missing, so nothing of it was used and nothing was changed. Copy the file again from where it came from, or choose another backup.',
  },
  'backup-damaged': {
    title: 'This backup is damaged',
    whatToDo:
      'Something in it was changed after it was made, so nothing of it was used and nothing was changed. Choose another backup.',
  },
  'backup-wrong-code': {
    title: 'This code does not open this backup',
    whatToDo:
      'The code is a recovery code, but not the one that this backup was made for. If you replaced your code since, use the one from before. Nothing was changed.',
  },
  'backup-of-another-person': {
    title: 'This is a backup of another record',
    whatToDo: 'Nothing was changed. Choose a backup of the record that is open.',
  },
  'backup-newer-version': {
    title: 'This backup was made by a newer program',
    whatToDo:
      'It is safe and was left alone. Install the newest version of this program to read it.',
  },
  'backup-folder-missing': {
    title: 'The folder for backups is not there',
    whatToDo: `${nothingLost} If it is on a stick or another disk, plug it in. Or choose another folder.`,
  },
  'backup-folder-read-only': {
    title: 'The folder for backups cannot be written to',
    whatToDo: `${nothingLost} Choose another folder for backups.`,
  },
  'backup-disk-full': {
    title: 'There is no room for a new backup',
    whatToDo: `${nothingLost} The backups that are there were kept. Free some space or choose another folder.`,
  },
  'backup-failed': {
    title: 'The backup did not work',
    whatToDo: `${nothingLost} The backups that are there were kept. Try again, or choose another folder.`,
  },
  'summary-no-patient': {
    title: 'We do not know whose record this is yet',
    whatToDo:
      'A summary needs your name. Add records from a service or file that holds your details, then try again.',
  },
  'share-card-too-long': {
    title: 'This does not fit on a card',
    whatToDo: 'Use the PDF instead, or leave something out of the summary and try again.',
  },
  'share-unreadable': {
    title: 'This cannot be read',
    whatToDo: 'Check that it is the PDF, the file or a clear picture of the card, then try again.',
  },
  'print-failed': {
    title: 'It was not printed',
    whatToDo: `${nothingLost} Check that the printer is on and has paper, then print again.`,
  },
  'print-no-printer': {
    title: 'No printer was found',
    whatToDo: `${nothingLost} Connect a printer, or save a copy and print it somewhere else.`,
  },
  'print-too-long': {
    title: 'This is too long to be printed from here',
    whatToDo: `${nothingLost} Save a copy, and print it from another program.`,
  },
  'export-disk-full': {
    title: 'The disk is full, so the file was not saved',
    whatToDo: `${nothingLost} No half-written file was left behind. Free some space or choose another place, then save again.`,
  },
  'export-not-allowed': {
    title: 'The file may not be saved there',
    whatToDo: `${nothingLost} Choose another folder, such as Documents, then save again.`,
  },
  'export-failed': {
    title: 'The file was not saved',
    whatToDo: `${nothingLost} Choose another place, then save again.`,
  },
  'message-invalid': {
    title: 'The program could not do this',
    whatToDo: `${nothingLost} Something was not as expected inside the program. Try again; if it stays so, restart the program.`,
  },
  unexpected: {
    title: 'Something went wrong',
    whatToDo: `${nothingLost} Try again. If it stays so, close the program and open it again.`,
  },
} satisfies Readonly<Record<string, ErrorWords>>;
