import { fileURLToPath } from 'node:url';
import { usualReturnAddresses } from '../../shared/ipc/access.ts';
import type { Manners } from './manners.ts';
import type { PagingStyle } from './paging.ts';

/** How a server's front door is made. What is absent is as the specification would like it. */
export interface House {
  /** `false`: programs are registered by hand. */
  readonly registration?: boolean;
  /** The only addresses that the browser is sent back to, compared to the letter. */
  readonly returnAddresses?: readonly string[];
  /** Only a client with a secret is known, which it shows in this way. */
  readonly secretBy?: 'client_secret_basic' | 'client_secret_post';
  /** `version-1`: only `.read`. `each-type`: no wildcard. */
  readonly scopes?: 'version-1' | 'each-type';
  /** Scopes that are offered and then not granted, as when a person leaves them out at the consent. */
  readonly refuses?: readonly string[];
  /** `false`: nobody stays signed in. */
  readonly refreshTokens?: boolean;
  /** Whoever signs in sees every patient here, and the server does not say which one is meant. */
  readonly family?: boolean;
  /** 4.0.1 by default. */
  readonly fhirVersion?: string;
  /** Types whose search answers 400 where it names no category. */
  readonly categoryNeeded?: readonly string[];
  /** `$everything` is offered. */
  readonly everything?: boolean;
  /** Types that can be read, and not searched. */
  readonly unsearchable?: readonly string[];
  /** A parameter that is not listed answers 400. */
  readonly isStrict?: boolean;
  /** `false`: `_lastUpdated` is neither listed nor taken. */
  readonly lastUpdated?: boolean;
  /** `false`: a searchset does not say how many there are. */
  readonly totals?: boolean;
  readonly paging?: PagingStyle;
  /** It is reached by https, with a certificate that nobody trusts. */
  readonly isSelfSigned?: boolean;
}

/** The client that a confidential server knows: what a hospital would write in its letter. */
export const confidentialClient = {
  id: 'northgate-phr-7',
  secret: 'quiet herons/wade+slowly',
} as const;

/** Where the page that leads back to the program would be. */
export const returnPageAddress = 'https://return.example.org/sign-in/';

type Named = {
  /** What it does, for whoever reads `--help`. */
  readonly words: string;
  readonly house?: House;
  readonly manners?: Manners;
  /** What it serves where nothing else is asked for, a file beside the project's own patient. */
  readonly serves?: string;
};

const byHand = { registration: false, returnAddresses: usualReturnAddresses } as const;

/** Kinds of servers by name, for `npm run provider -- --house NAME`. They can be joined. */
export const namedHouses = {
  epic: {
    words:
      'registers by hand, compares return addresses, keeps nobody signed in, demands a category, has no $everything and no _lastUpdated, adds remarks (4119)',
    house: {
      ...byHand,
      refreshTokens: false,
      lastUpdated: false,
      categoryNeeded: ['Observation', 'Condition', 'DocumentReference'],
    },
    manners: { warnings: true },
  },
  oracle: {
    words: 'registers by hand, knows no wildcard scope and no unknown parameter, tells no totals',
    house: {
      ...byHand,
      scopes: 'each-type',
      isStrict: true,
      lastUpdated: false,
      totals: false,
      paging: 'relative',
    },
  },
  'gp-connect': {
    words: 'FHIR STU3 as of a GP system: no meta.lastUpdated, and some entries without an id',
    house: { fhirVersion: '3.0.1', lastUpdated: false, paging: 'offset' },
    manners: { noIds: { everyEntries: 3 }, noLastUpdated: true },
    serves: 'stu3.json',
  },
  stu3: { words: 'FHIR STU3', house: { fhirVersion: '3.0.2' }, serves: 'stu3.json' },
  dstu2: {
    words: 'FHIR DSTU2, which has its own media type and types',
    house: { fhirVersion: '1.0.2', paging: 'getpages' },
    serves: 'dstu2.json',
  },
  everything: {
    words: 'gives problems and allergies by $everything only',
    house: { everything: true, unsearchable: ['Condition', 'AllergyIntolerance'] },
  },
  'no-registration': { words: 'registers programs by hand', house: { registration: false } },
  'fixed-ports': {
    words: 'compares return addresses to the letter',
    house: { returnAddresses: usualReturnAddresses },
  },
  'return-page': {
    words: 'sends the browser back to a page on the web only',
    house: { registration: false, returnAddresses: [returnPageAddress] },
  },
  confidential: {
    words: 'takes programs with a secret only, in a header',
    house: { registration: false, secretBy: 'client_secret_basic' },
  },
  'confidential-post': {
    words: 'takes programs with a secret only, in a form',
    house: { registration: false, secretBy: 'client_secret_post' },
  },
  'scopes-v1': { words: 'knows scopes of version 1 only', house: { scopes: 'version-1' } },
  'refuse-some': {
    words: 'does not grant test results and documents',
    house: { scopes: 'each-type', refuses: ['patient/Observation.rs', 'patient/Binary.rs'] },
  },
  family: { words: 'one sign-in opens every patient', house: { family: true } },
  certificate: {
    words: 'has a certificate that nobody trusts (made by openssl)',
    house: { isSelfSigned: true },
  },
  'refuse-refresh': {
    words: 'never renews a sign-in',
    manners: { refuseRefresh: true },
  },
  'plain-redirect': {
    words: 'leads from its address to one without encryption',
    manners: { redirect: { to: 'http://records.example.org/fhir/metadata', path: /metadata$/ } },
  },
} as const satisfies Readonly<Record<string, Named>>;

export type HouseName = keyof typeof namedHouses;

export function isHouseName(name: string): name is HouseName {
  return Object.hasOwn(namedHouses, name);
}

/** Several kinds in one server; the last one that says something is right. */
export function joinHouses(names: readonly HouseName[]): {
  readonly house: House;
  readonly manners: Manners;
  readonly load?: readonly string[];
} {
  const all: readonly Named[] = names.map((name) => namedHouses[name]);
  const serves = all.flatMap((named) => named.serves ?? []);
  return {
    ...(serves.length > 0 && { load: serves.map(olderPatientPath) }),
    house: all.reduce<House>((joined, { house }) => ({ ...joined, ...house }), {}),
    manners: all.reduce<Manners>((joined, { manners }) => ({ ...joined, ...manners }), {}),
  };
}

/** Where the project's own patient lies as an older release of FHIR tells of her. */
function olderPatientPath(file: string): string {
  return fileURLToPath(new URL(`../fixtures/older-patient/${file}`, import.meta.url));
}
