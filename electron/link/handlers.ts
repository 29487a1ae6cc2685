import type { Waiting } from '../http/retry.ts';
import type { Handlers } from '../answer-message.ts';
import { askManifest, fetchLinkFile } from './ask-link.ts';
import { askIssuerKeys } from './issuer-keys.ts';

/** What the page may ask of SMART Health Links and of the issuers of health cards, and how to end it. */
export function linkHandlers(waiting: Waiting): {
  readonly handlers: Pick<
    Handlers,
    'link:manifest' | 'link:file' | 'link:cancel' | 'card:issuer-keys'
  >;
  readonly cancel: () => void;
} {
  let current = new AbortController();
  const cancel = (): void => {
    current.abort();
    current = new AbortController();
  };
  const asking = () => ({ waiting, signal: current.signal });
  return {
    cancel,
    handlers: {
      'link:manifest': (input) => askManifest(input, asking()),
      'link:file': async (input) => ({ text: await fetchLinkFile(input, asking()) }),
      'link:cancel': () => {
        cancel();
        return null;
      },
      'card:issuer-keys': async ({ url }) => ({ text: await askIssuerKeys(url, asking()) }),
    },
  };
}
