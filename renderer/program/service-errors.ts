import type { ErrorWords } from './error-words-shape.ts';
import { nothingLost } from './reassurances.ts';

/** What can go wrong with a service and with what is fetched from it. */
export const serviceErrors = {
  'server-unreachable': {
    title: 'We could not reach this service',
    whatToDo: `${nothingLost} Check the address and your internet connection, then try again.`,
  },
  'server-too-slow': {
    title: 'The service took too long to answer',
    whatToDo: `${nothingLost} The service may be busy. Try again in a few minutes.`,
  },
  'server-not-fhir': {
    title: 'There is no health record service at this address',
    whatToDo:
      'The address answered, but not with a FHIR record service. It may be the address of a website. Ask the hospital or surgery for its “FHIR address”. Nothing was stored.',
  },
  'server-web-page': {
    title: 'This is the address of a website for people',
    whatToDo:
      'A page to read or to sign in to, such as a patient portal, cannot give records to a program. Ask the hospital or surgery: “What is your FHIR address for patients?” Nothing was stored.',
  },
  'server-refused': {
    title: 'The service refused to give this',
    whatToDo: `${nothingLost} You may not have access to this part. Sign in again, or ask the service that holds the record.`,
  },
  'server-busy': {
    title: 'The service is too busy just now',
    whatToDo: `${nothingLost} Wait a while, then try again. The download goes on from where it stopped.`,
  },
  'server-broken': {
    title: 'The service has a fault',
    whatToDo: `${nothingLost} The fault is at the service, not on your computer. Try again later.`,
  },
  'server-certificate': {
    title: 'The connection to this service is not safe',
    whatToDo:
      'The service could not prove that it is who it says it is, so nothing was sent to it. Check the address letter by letter. If it is right, tell the service.',
  },
  'server-address-invalid': {
    title: 'This address cannot be used',
    whatToDo:
      'Type the whole address as it was given to you. It starts with https and looks like a website address. Nothing was sent.',
  },
  'server-not-encrypted': {
    title: 'This service wanted to leave the safe connection',
    whatToDo:
      'It pointed to an address without encryption (http instead of https), so we stopped there and nothing was sent. Ask the service for an address that stays on https.',
  },
  'unsafe-address': {
    title: 'This leads to an address that is not safe',
    whatToDo: `It is no ordinary web address that begins with https, or it points into your own computer. We opened nothing there and sent nothing there. ${nothingLost} Tell the service, or whoever gave you the link.`,
  },
  'download-cancelled': {
    title: 'The download was stopped',
    whatToDo:
      'What was fetched so far is safely stored. You can go on later from where it stopped.',
  },
  'download-incomplete': {
    title: 'Only a part could be fetched',
    whatToDo:
      'What was fetched is safely stored, and what is missing is listed. Try again later to fetch the rest.',
  },
  'download-other-person': {
    title: 'This looks like another person’s record',
    whatToDo:
      'Nothing of it was added. Fetch this record again to see what differs, and decide then.',
  },
  'download-person-unknown': {
    title: 'We could not check whose record this is',
    whatToDo:
      'The service does not say who it is about, and nothing of it was added. Fetch this record again, and decide then.',
  },
  'off-origin-link': {
    title: 'The service pointed to another address',
    whatToDo: `To keep your sign-in safe, we did not follow it. ${nothingLost} Tell the service about this.`,
  },
  'server-other-version': {
    title: 'This service speaks a version that we cannot read yet',
    whatToDo:
      'Nothing was stored. This program reads FHIR R4. Ask the service whether it has an R4 address.',
  },
} satisfies Readonly<Record<string, ErrorWords>>;
