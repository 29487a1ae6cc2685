import type { PlainNote, SourceNote } from '../record/source-note.ts';

/** What is said of how a file was read, in whole sentences. */
export function sourceNoteInEnglish(note: SourceNote): string {
  if (note.kind === 'one-of-several') {
    return `The file is about ${String(note.people)} people. Only what belongs to the one you chose was added.`;
  }
  if (note.kind === 'sections-as-text') {
    return `Parts of these sections stayed text, which you can read in the document: ${namedTitles(note.titles)}.`;
  }
  return plainNotes[note.kind];
}

const plainNotes: Readonly<Record<PlainNote, string>> = {
  'changed-pdf':
    'This PDF was signed by a program like this one and changed afterwards. It is kept as a document, and nothing was read from it.',
  'locked-pdf':
    'This PDF may ask for a password when it is opened. It is kept as it is: keep the password too.',
  dicom:
    'This is a scan or X-ray picture in DICOM form, which this program cannot show. It is kept whole: save it from your record to open it with a program for such pictures.',
  'one-page': 'This file is one page of a longer answer: the rest is not in it.',
  'read-as-utf-8':
    'The file says that its letters are written in an older way than they are. They were read as UTF-8. The file itself is kept too, as it came.',
  'read-as-windows-1252':
    'The file does not say how letters such as é and £ are written in it. They were read as Windows writes them: look whether names and words are right. The file itself is kept too, as it came.',
  'phone-records-only':
    'Of a phone’s export, only the records that hospitals gave to the phone are read, and not what the phone or a watch measured.',
  'found-inside':
    'The records stood inside other data in this file. What stood around them was not read. The file itself is kept too, as it came.',
  'read-though-ill-formed':
    'The file is not written quite as it should be: it has a comment, a comma or a hidden character too many, or is several files in one. It was read all the same. The file itself is kept too, as it came.',
  'hl7-v2-message':
    'This is a message from one hospital computer to another (HL7 version 2). It is kept as it is, and nothing was read from it. Ask whoever gave it to you for the result as a PDF, or for your record as FHIR.',
  'covid-certificate':
    'This is the code of a COVID certificate (it begins with HC1). It is kept as it is, and nothing was read from it. Ask your surgery for your vaccinations, or keep the certificate as a PDF.',
  'no-code-found':
    'It is kept as a picture. No QR code was found in it: if there is one, take a sharper picture of the code alone.',
  'code-of-no-record':
    'It is kept as a picture. The QR code in it is no health card and no health link, so nothing was read from it.',
  'more-behind-end':
    'After the end of the document there is more in this file. It was not read; the file itself is kept too, as it came.',
};

/** So many sections are named; of more, only how many. */
const namedAtMost = 3;

function namedTitles(titles: readonly string[]): string {
  const more = titles.length - namedAtMost;
  const named = titles.slice(0, namedAtMost).join(', ');
  return more > 0 ? `${named} and ${String(more)} more` : named;
}
