import { usualReturnAddresses } from '../../shared/ipc/contract.ts';
import type { Manners } from './manners.ts';

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
}

/** The client that a confidential server knows: what a hospital would write in its letter. */
export const confidentialClient = {
  id: 'northgate-phr-7',
  secret: 'quiet herons/wade+slowly',
} as const;

/** Where the page that leads back to the program would be. */
export const returnPageAddress = 'https://return.example.org/sign-in/';

type Named = { readonly house?: House; readonly manners?: Manners };

/** Kinds of servers by name, for `npm run provider -- --house NAME`. They can be joined. */
export const namedHouses = {
  /** Registers by hand, compares return addresses, keeps no public program signed in. */
  epic: {
    house: { registration: false, returnAddresses: usualReturnAddresses, refreshTokens: false },
  },
  /** Registers by hand, knows no wildcard. */
  oracle: {
    house: { registration: false, returnAddresses: usualReturnAddresses, scopes: 'each-type' },
  },
  'no-registration': { house: { registration: false } },
  'fixed-ports': { house: { returnAddresses: usualReturnAddresses } },
  'return-page': { house: { registration: false, returnAddresses: [returnPageAddress] } },
  confidential: { house: { registration: false, secretBy: 'client_secret_basic' } },
  'confidential-post': { house: { registration: false, secretBy: 'client_secret_post' } },
  'scopes-v1': { house: { scopes: 'version-1' } },
  'refuse-some': {
    house: { scopes: 'each-type', refuses: ['patient/Observation.rs', 'patient/Binary.rs'] },
  },
  family: { house: { family: true } },
  stu3: { house: { fhirVersion: '3.0.2' } },
  dstu2: { house: { fhirVersion: '1.0.2' } },
  'refuse-refresh': { manners: { refuseRefresh: true } },
  'plain-redirect': {
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
} {
  const all: readonly Named[] = names.map((name) => namedHouses[name]);
  return {
    house: Object.assign({}, ...all.map(({ house }) => house)),
    manners: Object.assign({}, ...all.map(({ manners }) => manners)),
  };
}
