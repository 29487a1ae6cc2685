import { z } from 'zod';
import { access, clientCredentials, fhirBaseUrl, returnWay, type Access } from './access.ts';
import { answer } from './question.ts';

export type Discovery = {
  readonly fhirBaseUrl: string;
  /** The server's own name, from its CapabilityStatement, else its host name. */
  readonly name: string;
  readonly fhirVersion: string;
  /** `unnamed`: it wants a sign-in, and does not say where. */
  readonly signIn: 'open' | 'smart' | 'unnamed';
  /** Whether programs register by themselves (RFC 7591), or somebody gives them a client id. */
  readonly registration: 'offered' | 'by-hand';
  /** The server says that it takes programs with a secret only. */
  readonly needsSecret: boolean;
  /** Patients that an open server offers by itself, never more than 20, to choose from. */
  readonly patients: readonly OfferedPatient[];
};

/** Somebody whose record a server offers. */
export type OfferedPatient = {
  readonly id: string;
  /** The id where the server gave no name. */
  readonly name: string;
  readonly birthDate?: string;
  /** What tells this person from another of the same name: the NHS number, else another one that the server gives. */
  readonly nhsNumber?: string;
  readonly number?: string;
};

export type SignIn = {
  readonly access: Access;
  /** Whom the server says that the sign-in is for. */
  readonly patientId?: string;
  /** All whose records the sign-in opens, never more than 20. */
  readonly patients: readonly OfferedPatient[];
  readonly grantedScopes: readonly string[];
  readonly refusedScopes: readonly string[];
};

/** Finding a server and signing in there. */
export const providerChannels = {
  'provider:discover': {
    input: z.strictObject({ address: z.string().min(1).max(2048) }),
    output: answer<Discovery>(),
  },
  'provider:cancel-discover': {
    input: z.strictObject({}),
    output: answer<null>(),
  },
  'provider:sign-in': {
    input: z.strictObject({
      fhirBaseUrl,
      client: clientCredentials.optional(),
      returnWay: returnWay.optional(),
    }),
    output: answer<SignIn>(),
  },
  'provider:cancel-sign-in': {
    input: z.strictObject({}),
    output: answer<null>(),
  },
  /** Whose records this access opens. */
  'provider:patients': {
    input: z.strictObject({ fhirBaseUrl, access }),
    output: answer<readonly OfferedPatient[]>(),
  },
  /** Asks the server to end this access, where it offers that. */
  'provider:revoke': {
    input: z.strictObject({ access }),
    output: answer<{ readonly outcome: 'revoked' | 'not-offered' | 'failed' }>(),
  },
} as const;
