import { z } from 'zod';
import { answer } from './question.ts';

/** Where a SMART Health Link leads: https, or http on this computer; main checks it once more. */
const linkAddress = z.url({ protocol: /^https?$/ }).max(4096);
/** Who opens a link, in the person's own words. */
const recipient = z.string().min(1).max(200);

/** What a SMART Health Link answers: its manifest, or that the passcode is wrong or missing. */
export type LinkManifest =
  | { readonly kind: 'manifest'; readonly text: string }
  | { readonly kind: 'passcode'; readonly attemptsLeft?: number };

/** What stands behind a SMART Health Link, and who signed a health card. */
export const linkChannels = {
  /** Asks a SMART Health Link what stands behind it. Nothing but this input is sent. */
  'link:manifest': {
    input: z.strictObject({
      url: linkAddress,
      recipient,
      passcode: z.string().min(1).max(200).optional(),
    }),
    output: answer<LinkManifest>(),
  },
  /** Fetches a file of a link; with `recipient`, the only file of a link without a manifest. */
  'link:file': {
    input: z.strictObject({ url: linkAddress, recipient: recipient.optional() }),
    output: answer<{ readonly text: string }>(),
  },
  'link:cancel': {
    input: z.strictObject({}),
    output: answer<null>(),
  },
  /** The public keys of whoever signed a health card. Asked only when the person says so. */
  'card:issuer-keys': {
    input: z.strictObject({
      url: linkAddress.refine((url) => url.endsWith('/.well-known/jwks.json')),
    }),
    output: answer<{ readonly text: string }>(),
  },
} as const;
