import type { SkipReason } from '../../../shared/record/source.ts';

const askService = 'If you miss it, ask the service for it.';
const nothing = 'There is nothing to do.';
const later = 'Fetch again later.';

/** The one thing to do about something that did not come. */
export const skipAdvice: Readonly<Record<SkipReason, string>> = {
  'no-resource': nothing,
  'no-resource-type': askService,
  'operation-outcome': nothing,
  'server-refused': 'Sign in again and allow it there. If that changes nothing, ask the service.',
  'server-broken': 'Fetch again another day. If it stays so, tell the service.',
  'server-busy': later,
  'server-too-slow': later,
  'not-found': askService,
  'not-offered': askService,
  'attachment-missing': askService,
  'attachment-refused':
    'Sign in again and allow documents there. If that changes nothing, ask the service.',
  'attachment-too-large': 'Allow larger documents under “Settings” below, then fetch again.',
  'off-origin-link':
    'If there is a question about it above, you can allow it. If not, ask the service for it as a file.',
  'category-needed': 'Compare with what you know. If you miss something, ask the service for it.',
  'more-unknown': 'Compare with what you know. If you miss something, ask the service for it.',
  'everything-cut-short': 'Fetch everything again. If it stays so, tell the service.',
  'unreadable-line': 'Ask for the file again.',
  'unreadable-entry': 'Ask whoever it comes from to send it in another form.',
  'two-values': 'Tell whoever it comes from: only they can know which of the two is right.',
  'newer-version': 'Ask whoever it comes from to send it as FHIR R4.',
  'called-past': 'If you miss something, ask whoever it comes from.',
  'stayed-text': 'Nothing is lost: read it in the document.',
  'other-person': 'Each person has a record of their own: add the file there too.',
  'about-someone-else':
    'Tell whoever it comes from that it holds other people’s entries. If they are yours under another number, ask for them to be put under yours.',
  'whose-unclear': 'Look at them, and say whether they are about you.',
  'of-nobody': 'If you miss it, ask for a file about you alone.',
  'too-deep': 'Ask the service for it in another form.',
};
