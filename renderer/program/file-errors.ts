import type { ErrorWords } from './error-words-shape.ts';

/** What can go wrong with a file or a link that is added, and with a document that is opened. */
export const fileErrors = {
  'file-empty': {
    title: 'This file is empty',
    whatToDo: 'Nothing was stored. Ask whoever gave you the file for it again.',
  },
  'file-truncated': {
    title: 'This file ends in the middle',
    whatToDo:
      'A part of it is missing, so nothing was stored. Copy or download the file again, then add it once more.',
  },
  'file-not-health-data': {
    title: 'There are no health records in this file',
    whatToDo:
      'Nothing was stored. Check whether it is the right file, or ask for your record as FHIR, C-CDA or PDF.',
  },
  'file-unreadable': {
    title: 'This file could not be read',
    whatToDo:
      'Nothing was stored. Check that the file opens on this computer, then add it once more.',
  },
  'file-letters-unknown': {
    title: 'The letters of this file cannot be told for sure',
    whatToDo:
      'It does not say how they are written, and read one way or another some words would come out wrong. Nothing was stored. Ask for the file again in UTF-8, or as a PDF.',
  },
  'file-too-large': {
    title: 'This file is too large',
    whatToDo: 'Nothing was stored. Ask for the record in several smaller files.',
  },
  'file-other-version': {
    title: 'This file is of a kind that we cannot read yet',
    whatToDo: 'Nothing was stored. Ask for the record as FHIR R4 in JSON.',
  },
  'file-xml': {
    title: 'This file is XML, which we cannot read yet',
    whatToDo: 'Nothing was stored. Ask for the record as FHIR in JSON instead of XML.',
  },
  'file-several-people': {
    title: 'This file is about more than one person',
    whatToDo:
      'Nothing was stored, because the program cannot tell whose each entry is. Ask for a file about you alone.',
  },
  'file-not-service-list': {
    title: 'This file is not a list of services',
    whatToDo:
      'Nothing was stored, and a list that you had stays. A list of services is a “User-access Brands” file in JSON, which hospitals and makers of record systems publish.',
  },
  'file-bomb': {
    title: 'This file is packed so tightly that it is not safe to open',
    whatToDo:
      'It would swell beyond what any health record needs, so it was left alone and nothing was stored. Ask for the record in another form.',
  },
  'file-too-deep': {
    title: 'This file is built too deep to be read',
    whatToDo:
      'In it one thing lies inside another, more often than in any health record, so it was left alone and nothing was stored. Ask for the record in another form.',
  },
  'file-damaged': {
    title: 'This file was damaged on its way',
    whatToDo:
      'What is in it is not what was put in, so nothing of it was stored. Copy or download it again, then add it once more.',
  },
  'file-encrypted': {
    title: 'This file is locked with a password',
    whatToDo:
      'Nothing of it was stored. Open it with the program that it was made for, save it without a password, and add that.',
  },
  'file-unknown-kind': {
    title: 'This is a kind of file that we do not know',
    whatToDo:
      'Nothing was stored. This program takes health records (FHIR, C-CDA, SMART Health Cards), PDFs, pictures, and letters.',
  },
  'file-ill-formed': {
    title: 'This file is broken inside',
    whatToDo:
      'Somewhere in it a character is missing or wrong, such as a bracket or the end of a tag, so what belongs where cannot be told. Nothing was stored. Ask whoever made it for the file again, or for your record as a PDF.',
  },
  'file-measured-by-phone': {
    title: 'This is what a phone or a watch measured',
    whatToDo:
      'Steps, pulse and the like are not read by this program, and nothing of it was stored. Health records that hospitals gave to the phone lie beside it in the same file, where there are any.',
  },
  'file-gp-transfer': {
    title: 'This is a message from one surgery to another',
    whatToDo:
      'It was made to move a record from one surgery’s computer to the next (GP2GP), and this program does not read it. Nothing was stored. Ask your surgery for a copy of your record as a PDF, or as FHIR or C-CDA.',
  },
  'file-is-backup': {
    title: 'This is a backup of a record',
    whatToDo: 'Nothing was stored. Lock this record, then choose “Bring back a backup”.',
  },
  'file-card-changed': {
    title: 'This health card is not as its issuer signed it',
    whatToDo: 'Something in it was changed, so nothing was stored. Ask the issuer for it again.',
  },
  'file-card-part': {
    title: 'This is one part of a health card',
    whatToDo: 'Nothing was stored yet. Add the pictures of all its codes together.',
  },
  'file-sign-in-needed': {
    title: 'This is not a file but a way to sign in',
    whatToDo:
      'Whoever made it meant programs to sign in at a service with it, which this program cannot do. Nothing was stored. Ask for the records themselves.',
  },
  'import-cancelled': {
    title: 'You stopped before this was added',
    whatToDo: 'Nothing of it was stored. Add it again whenever you like.',
  },
  'link-unreadable': {
    title: 'This link cannot be read',
    whatToDo:
      'Nothing was stored. Copy the whole link once more, from “shlink:/” or “https” to its last letter. If that does not help, ask whoever made it for a new one.',
  },
  'link-gone': {
    title: 'There is nothing behind this link any more',
    whatToDo:
      'It has ended, was taken back, or its passcode was wrong too often. Ask whoever made it for a new one. What you have already is safe.',
  },
  'file-error-message': {
    title: 'This file holds a message from a computer system and no health records',
    whatToDo: 'Nothing was stored. Ask whoever gave you the file for it again.',
  },
  'pdf-locked': {
    title: 'This document asks for a password',
    whatToDo:
      'It is safe in your record. Save a copy, and open it with the password that you were given for it.',
  },
  'pdf-unreadable': {
    title: 'This document cannot be shown here',
    whatToDo:
      'It is safe in your record as it came. Save a copy and try another program, or ask whoever gave it to you for another copy.',
  },
} satisfies Readonly<Record<string, ErrorWords>>;
