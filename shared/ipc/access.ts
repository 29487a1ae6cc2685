import { z } from 'zod';

/** Where a server's FHIR answers begin. */
export const fhirBaseUrl = z.url({ protocol: /^https?$/ }).max(2048);
/** What opens a server: nothing, tokens of a sign-in, or a token that was pasted. */
export const access = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open') }),
  z.strictObject({
    kind: z.literal('token'),
    accessToken: z.string().min(1).max(16384),
    refreshToken: z.string().max(16384).optional(),
    /** ISO 8601; absent where the server did not say. */
    expiresAt: z.iso.datetime().optional(),
    tokenEndpoint: z.url().max(2048),
    issuer: z.string().max(2048),
    clientId: z.string().max(512),
    /** Of a confidential client, and how the server wants to be shown it. @see RFC 6749 section 2.3.1 */
    clientSecret: z.string().min(1).max(1024).optional(),
    clientAuthMethod: z
      .enum([
        'client_secret_basic',
        'client_secret_post',
        // In the header too, without the encoding that the standard asks for: there are servers that know no other.
        'client_secret_basic_plain',
      ])
      .optional(),
    /** @see RFC 7009 */
    revocationEndpoint: z.url().max(2048).optional(),
  }),
  /** A token that a person pasted: nothing renews it. */
  z.strictObject({
    kind: z.literal('bearer'),
    accessToken: z.string().min(1).max(16384),
    expiresAt: z.iso.datetime().optional(),
  }),
]);

/** What a service gave a person for this program, where it knows programs by hand. */
export const clientCredentials = z.strictObject({
  clientId: z.string().min(1).max(512),
  clientSecret: z.string().min(1).max(1024).optional(),
});
export type ClientCredentials = z.infer<typeof clientCredentials>;

/** An address on this computer with its port. */
const loopbackAddress = z
  .string()
  .max(200)
  .regex(/^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):[1-9]\d{1,4}(\/[\w/.~-]*)?$/);
/**
 * How the browser comes back from a sign-in: to any free port of this computer, to one of the addresses on it that
 * the service has on file, or to a page on the web that leads back here.
 * @see RFC 8252 section 7
 */
export const returnWay = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('any-port') }),
  z.strictObject({
    kind: z.literal('addresses'),
    addresses: z.array(loopbackAddress).min(1).max(10),
  }),
  z.strictObject({ kind: z.literal('page'), address: z.url({ protocol: /^https$/ }).max(2048) }),
]);
export type ReturnWay = z.infer<typeof returnWay>;

/** The addresses that services are asked to put on file where they want to know them one by one. */
export const usualReturnAddresses = [
  'http://localhost:53682/callback',
  'http://localhost:53683/callback',
  'http://localhost:53684/callback',
] as const;

/** The access to a server: open, or by tokens. Sealed in the vault; main holds it only while a download runs. */
export type Access = z.infer<typeof access>;
