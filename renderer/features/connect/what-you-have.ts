import type { Have } from '../../program/navigation.ts';

export type HaveWords = {
  readonly id: Have;
  readonly title: string;
  /** What is meant, in one sentence. */
  readonly about: string;
  /** What leads on from here in the United Kingdom today, as the README has it. */
  readonly works: readonly string[];
  /** What does not, so that nobody hopes for nothing. */
  readonly not: readonly string[];
};

const surgery: HaveWords = {
  id: 'surgery',
  title: 'The NHS App or my GP surgery',
  about: 'How to get your record from there.',
  works: [
    'You can ask your surgery for your record in writing. It costs nothing, and they have one month to answer.',
    'What they send you can be added here: files for computers, PDFs and letters.',
    'Where you can see your record on a website, you can print the page there, choose “Save as PDF” in place of a printer, and add the PDF here.',
  ],
  not: [
    'This program cannot fetch from the NHS App or from a GP surgery. The NHS has to approve each program first, and has not approved this one.',
    'A page saved as PDF is kept as a letter. What it says does not reach your lists of allergies or medicines.',
  ],
};

const letter: HaveWords = {
  id: 'letter',
  title: 'A letter or printout',
  about: 'From a hospital, a clinic or your surgery: on paper, as a picture or as a PDF.',
  works: [
    'PDFs, pictures and scans, and letters as text, web page or RTF. They are kept as they are.',
    'You can give each one a title and the date that stands on it.',
    'A summary says how many letters you have. If you tick one, it is listed there with its title and date.',
  ],
  not: [
    'What a letter says does not reach your lists of allergies or medicines. Take the letter along as well.',
    'Several pictures do not become one letter. If you can, scan all its pages into one PDF.',
  ],
};

const file: HaveWords = {
  id: 'file',
  title: 'A file somebody gave me',
  about: 'On a stick or a disc, from an e-mail, or downloaded from a website.',
  works: [
    'Health records for computers: FHIR (R4, R4B, STU3, DSTU2, and the clinical kinds of R5), International Patient Summaries and clinical documents (C-CDA), also zipped.',
    'SMART Health Cards, letters, PDFs and pictures.',
    'A newer file of the same record can be added later: the changes are shown.',
  ],
  not: [
    'Word files, spreadsheets and the pictures of a hospital’s disc (DICOM) are kept, and cannot be shown here. Save them from here to open them in another program.',
  ],
};

const code: HaveWords = {
  id: 'code',
  title: 'A QR code or link',
  about: 'On a vaccination card, on a letter, or on a screen.',
  works: [
    'SMART Health Cards: a few facts, such as vaccinations, that somebody signed.',
    'SMART Health Links: an address with a record behind it, sometimes with a passcode.',
  ],
  not: [
    'Other codes, such as those of tickets, appointments or the NHS login, hold no health record.',
    'There is no camera in this program. Take a picture of the code with your phone, and add the picture.',
  ],
};

const abroad: HaveWords = {
  id: 'abroad',
  title: 'A record from another country',
  about: 'From a hospital or doctor outside the United Kingdom.',
  works: [
    'The file that a hospital’s website gives you when you download your record, as it is, also zipped.',
    'International Patient Summaries, SMART Health Cards and SMART Health Links.',
    'A hospital’s address for patients’ own programs (SMART on FHIR). So far this has been tried with test services only, not with a hospital.',
  ],
  not: ['Nothing is translated. What was written in another language stays in it.'],
};

const nothing: HaveWords = {
  id: 'nothing',
  title: 'Nothing yet',
  about: 'How to ask for your record: there is a letter ready for you.',
  works: [
    'The law gives you a copy of your record, free of charge, within a month of asking.',
    'Until it comes, you can begin with what is in your drawer: letters, the slip for repeat prescriptions, a vaccination card.',
  ],
  not: ['You cannot type entries of your own into the record yet.'],
};

const address: HaveWords = {
  id: 'address',
  title: 'A hospital’s or service’s address',
  about: 'It begins with https, and they gave it to you for a program like this one.',
  works: ['Services that give you an address for patients’ own programs (SMART on FHIR).'],
  not: [
    'GP surgeries and the NHS App have no such address for this program.',
    'Hospitals in the United Kingdom: only with an address that the hospital gives you itself.',
    'Patients Know Best and similar services have an address, and have not been asked yet to let this program in.',
  ],
};

/** What a person may have, in the order in which it is asked; the address, which the fewest have, last. */
export const whatYouHave = [letter, file, code, surgery, abroad, nothing, address] as const;

/** The words of one of them. */
export const haveWords = {
  letter,
  file,
  code,
  surgery,
  abroad,
  nothing,
  address,
} as const satisfies Record<Have, HaveWords>;
