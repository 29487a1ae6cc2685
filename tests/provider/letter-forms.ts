import { fhirAnswer, htmlAnswer, operationOutcome, type Answer } from './answer.ts';

/** What some servers send where a letter was asked for, all with the status of success. */
export const letterForms = ['html', 'outcome', 'xml', 'cut'] as const;
export type LetterForm = (typeof letterForms)[number];

export function isLetterForm(text: string): text is LetterForm {
  return letterForms.some((form) => form === text);
}

/** The answer in a letter's place. */
export function letterIn(form: LetterForm, letter: Answer): Answer {
  const bytes = Buffer.from(letter.body);
  switch (form) {
    case 'html':
      return htmlAnswer('<!DOCTYPE html><title>Sign in</title><p>Your session has ended.</p>');
    case 'outcome':
      return { ...operationOutcome(200, 'forbidden', 'not for this program') };
    case 'xml': {
      const data = bytes.toString('base64');
      const binary = `<Binary xmlns="http://hl7.org/fhir"><contentType value="${letter.contentType}"/><data value="${data}"/></Binary>`;
      return { ...fhirAnswer(binary), contentType: 'application/fhir+xml' };
    }
    case 'cut':
      return { ...letter, body: bytes.subarray(0, bytes.length / 2) };
  }
}
