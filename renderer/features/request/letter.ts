import type { Nation } from '../../../shared/request/bank-holidays.ts';

/** What the person has said for a letter. Every text is as they typed it, or as the record has it. */
export type LetterAnswers = {
  readonly kind: 'surgery' | 'hospital';
  readonly to: string;
  readonly toAddress: string;
  readonly nation: Nation;
  readonly patient: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly nhsNumber: string;
  readonly address: string;
  /** Whoever writes for the patient; empty where the patient writes. */
  readonly writer: string;
  readonly asksWhoOpened: boolean;
};

export type LetterPart = { readonly about: string; readonly words: string };

/** What the number is called by which the health service knows somebody. */
export const numberNames: Readonly<Record<Nation, string>> = {
  england: 'NHS number',
  wales: 'NHS number',
  scotland: 'CHI number',
  'northern-ireland': 'Health and Care number',
};

/** What the letter says, without what stands at its head and foot. */
export type Letter = {
  readonly subject: string;
  readonly opening: string;
  readonly parts: readonly LetterPart[];
  readonly closing: readonly string[];
};

/**
 * A request for a copy of somebody's health record, in British English, because it goes to a British surgery or hospital.
 * @see UK GDPR, Articles 12 and 15
 */
export function letterOf({ patient, writer, asksWhoOpened }: LetterAnswers): Letter {
  const forOther = writer.trim() !== '';
  const whom = forOther ? patient.trim() : 'me';
  const record = forOther ? `the health record of ${patient.trim()}` : 'my health record';
  const behalf = forOther ? `, on behalf of ${patient.trim()},` : '';
  return {
    subject: `Request for a copy of ${record} (UK GDPR, Article 15)`,
    opening: `Under Article 15 of the UK General Data Protection Regulation I ask you${behalf} for a copy of the personal data about ${whom} that you hold in ${forOther ? 'that' : 'my'} health record. Please send me:`,
    parts: [
      {
        about: 'The coded record as data.',
        words:
          'All entries with their codes, dates and values: problems, medicines, allergies, test results, measurements, vaccinations, consultations and referrals. Please send them in a structured electronic form that a computer can read, such as FHIR, XML or CSV, and not only as a printout or a scan. If you cannot do so, please say so, and send them in the electronic form that you have.',
      },
      {
        about: 'Letters and documents.',
        words: `All letters and reports that you received or sent about ${whom}, also those that were scanned, as files.`,
      },
      ...(asksWhoOpened ? [whoOpened(forOther)] : []),
    ],
    closing: [
      'Please answer within one month of the day on which you receive this letter (Article 12(3)). The copy is free of charge (Article 12(5)).',
      ...(forOther ? ['Proof that I may act for the patient comes with this letter.'] : []),
      'If you need to make sure who I am, or are not sure what I ask for, please tell me soon. If you leave something out, please tell me that you did so, and why.',
    ],
  };
}

function whoOpened(forOther: boolean): LetterPart {
  return {
    about: 'Who has opened the record.',
    words: `Who has looked at ${forOther ? 'the' : 'my'} record or received data from it, when, and for what reason, as far as your system keeps this (its audit trail).`,
  };
}
