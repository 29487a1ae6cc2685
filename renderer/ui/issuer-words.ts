import type { CardIssuer } from '../../shared/record/source.ts';

export type SignatureWords = {
  readonly tone: 'good' | 'care' | 'danger';
  readonly title: string;
  readonly text: string;
};

/** What can be said of a health card's signature, and what cannot. */
export function signatureWords(signature: CardIssuer['signature'], host: string): SignatureWords {
  switch (signature) {
    case 'signed':
      return {
        tone: 'good',
        title: 'Unchanged since it was signed',
        text: `It was signed with a key that ${host} publishes. Whether ${host} belongs to whom it says, and whether it took the card back since, we do not know.`,
      };
    case 'key-unknown':
      return {
        tone: 'care',
        title: 'We cannot say whether it is unchanged',
        text: `The card names a key that ${host} does not publish, or no longer does.`,
      };
    case 'not-checked':
      return {
        tone: 'care',
        title: 'Its signature has not been checked yet',
        text: `The card says that ${host} made it. Nobody has checked that so far.`,
      };
    case 'not-as-signed':
      return {
        tone: 'danger',
        title: 'This card is not as its issuer signed it',
        text: `Something in it was changed, or ${host} did not make it. Do not rely on it: ask ${host} for it again.`,
      };
  }
}

/** The address of an issuer, short enough to read. */
export function issuerHost(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
