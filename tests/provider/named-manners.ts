import { isLetterForm } from './letter-forms.ts';
import type { Manners } from './manners.ts';

/** A manner that a person can ask for by name, with a value after `=` where it takes one. */
interface NamedManner {
  /** What it does, for whoever reads `--help`. */
  readonly words: string;
  /** What stands for the value in `--help`, and the value where none is given. */
  readonly value?: { readonly name: string; readonly usual: string };
  make(value: string): Manners;
}

/** Bad manners by name, for `npm run provider -- --manner NAME[=VALUE]`. They can be joined. */
export const namedManners: Readonly<Record<string, NamedManner>> = {
  'rate-limit': {
    words: 'every N-th request is answered 429, to come back in a second',
    value: { name: 'N', usual: '3' },
    make: (n) => ({ tooManyRequests: { everyRequests: numberIn(n), retryAfter: 1 } }),
  },
  'rate-limit-date': {
    words: 'every N-th request is answered 503, to come back at a moment (an HTTP date)',
    value: { name: 'N', usual: '3' },
    make: (n) => ({
      tooManyRequests: { everyRequests: numberIn(n), retryAfter: 2, asDate: true, status: 503 },
    }),
  },
  'rate-limit-mute': {
    words: 'every N-th request is answered 429, without a word on when to come back',
    value: { name: 'N', usual: '3' },
    make: (n) => ({ tooManyRequests: { everyRequests: numberIn(n) } }),
  },
  quota: {
    words: 'N requests a minute; says in RateLimit how many are left and when there are new ones',
    value: { name: 'N', usual: '400' },
    make: (n) => ({ quota: { requests: numberIn(n), windowMs: 60_000 } }),
  },
  'quota-moment': {
    words: 'the same, said in X-RateLimit-Remaining and X-RateLimit-Reset (seconds since 1970)',
    value: { name: 'N', usual: '400' },
    make: (n) => ({ quota: { requests: numberIn(n), windowMs: 60_000, says: 'epoch' } }),
  },
  'quota-mute': {
    words: 'the same, without a word on it',
    value: { name: 'N', usual: '400' },
    make: (n) => ({ quota: { requests: numberIn(n), windowMs: 60_000, says: 'nothing' } }),
  },
  'token-expires': {
    words: 'the access token ends at every N-th request',
    value: { name: 'N', usual: '10' },
    make: (n) => ({ expireTokens: { everyRequests: numberIn(n) } }),
  },
  'refresh-refused': {
    words: 'a sign-in is never renewed',
    make: () => ({ refuseRefresh: true }),
  },
  'everything-cut-short': {
    words: '$everything ends in an error at page N (with --house everything)',
    value: { name: 'N', usual: '2' },
    make: (n) => ({ everythingCutShort: { page: numberIn(n) } }),
  },
  'next-loop': { words: 'the next page is the same page', make: () => ({ nextLoop: true }) },
  'next-back': {
    words: 'the page after the second is the first',
    make: () => ({ nextBack: true }),
  },
  'next-endless': {
    words: 'the same page for ever, each time at a new address',
    make: () => ({ nextEndless: true }),
  },
  'next-elsewhere': {
    words: 'the next page is at URL (file: and data: too), where no token may go',
    value: { name: 'URL', usual: 'https://elsewhere.example.org/fhir/Observation' },
    make: (url) => ({ nextElsewhere: { url } }),
  },
  slow: {
    words: 'every answer takes MS milliseconds longer',
    value: { name: 'MS', usual: '3000' },
    make: (ms) => ({ slow: { ms: numberIn(ms) } }),
  },
  drop: {
    words: 'the connection ends in the middle of every N-th answer',
    value: { name: 'N', usual: '3' },
    make: (n) => ({ drop: { everyRequests: numberIn(n) } }),
  },
  'cut-gzip': {
    words: 'answers come as gzip without its end',
    make: () => ({ cutGzip: { path: /^\/fhir\/[A-Z]/ } }),
  },
  'redirect-http': {
    words: 'every search leads to an address without encryption',
    make: () => ({ redirect: { to: 'http://records.example.org/fhir', path: /^\/fhir\/[A-Z]/ } }),
  },
  refuse: {
    words: 'searches and reads of TYPE are refused',
    value: { name: 'TYPE', usual: 'Observation' },
    make: (type) => ({ status: { status: 403, path: new RegExp(`^/fhir/${type}\\b`) } }),
  },
  'lists-nothing': {
    words: 'it does not say which types it has, and answers STATUS for those it does not keep',
    value: { name: 'STATUS', usual: '404' },
    make: (status) => ({
      listsNothing: { status: numberIn(status), keeps: /^(Patient|Observation|Condition)$/ },
    }),
  },
  'ignores-patient': {
    words: 'a search for one patient answers with everybody’s entries',
    make: () => ({ ignoresPatient: true }),
  },
  warnings: { words: 'remarks of the server among the entries', make: () => ({ warnings: true }) },
  'error-as-success': {
    words: 'searches of TYPE answer an error with the status of success',
    value: { name: 'TYPE', usual: 'Condition' },
    make: (type) => ({ errorAsSuccess: { path: new RegExp(`^/fhir/${type}$`) } }),
  },
  'no-ids': {
    words: 'every N-th entry has no id',
    value: { name: 'N', usual: '3' },
    make: (n) => ({ noIds: { everyEntries: numberIn(n) } }),
  },
  'no-last-updated': {
    words: 'no entry says when it was last changed',
    make: () => ({ noLastUpdated: true }),
  },
  letter: {
    words:
      'a letter comes as FORM: html or outcome in its place, xml around it, cut after its half',
    value: { name: 'FORM', usual: 'html' },
    make: (form) => {
      if (!isLetterForm(form)) throw new Error(`not a form of a letter: ${form}`);
      return { letterAs: { form } };
    },
  },
  nonsense: { words: 'nonsense among the entries', make: () => ({ nonsense: true }) },
  html: { words: 'a page for people where FHIR is expected', make: () => ({ html: {} }) },
  'sign-in-at': {
    words: 'the sign-in is at URL, of whatever scheme, and at whatever place',
    value: { name: 'URL', usual: 'ms-msdt://localhost/id' },
    make: (url) => ({ signInAt: { authorization_endpoint: url } }),
  },
  'token-html': {
    words: 'a page for people where the sign-in should give tokens',
    make: () => ({ html: { path: /^\/token$/ } }),
  },
  'token-broken': {
    words: 'the sign-in ends in a fault of the server (502) where it should give tokens',
    make: () => ({ status: { status: 502, path: /^\/token$/ } }),
  },
  'registration-refused': {
    words: 'it says that programs register by themselves, and refuses them (403)',
    make: () => ({ status: { status: 403, path: /^\/register$/ } }),
  },
  down: { words: 'every connection is cut without an answer', make: () => ({ down: true }) },
};

/** The manners behind `NAME` or `NAME=VALUE` of the command line, joined. @throws Error where there is no such name, or a value that it cannot use */
export function mannersNamed(wanted: readonly string[]): Manners {
  const all = wanted.map((one) => {
    const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(one) ?? [];
    const named = Object.hasOwn(namedManners, name) ? namedManners[name] : undefined;
    if (named === undefined) throw new Error(`no such manner: ${name}`);
    if (value !== undefined && named.value === undefined) {
      throw new Error(`${name} takes no value`);
    }
    return named.make(value ?? named.value?.usual ?? '');
  });
  return all.reduce<Manners>((joined, manners) => ({ ...joined, ...manners }), {});
}

function numberIn(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`not a number: ${text}`);
  return Number(text);
}
