import { createHash } from 'node:crypto';

/** How the browser's part of a sign-in ended. */
export type CallbackOutcome = 'signed-in' | 'not-signed-in' | 'astray' | 'stray';

const words: Readonly<Record<CallbackOutcome, { readonly title: string; readonly text: string }>> =
  {
    'signed-in': {
      title: 'Thank you, you can close this page',
      text: 'Go back to Patient-Held Record. It carries on from here.',
    },
    'not-signed-in': {
      title: 'You were not signed in',
      text: 'Go back to Patient-Held Record. It says what you can do next. You can close this page.',
    },
    astray: {
      title: 'The service sent you back in a way that we cannot accept',
      text: 'You were not signed in. Go back to Patient-Held Record. It says what is wrong, and what you can do. You can close this page.',
    },
    stray: {
      title: 'Nothing to do here',
      text: 'This page does not belong to a sign-in that is under way. You can close it.',
    },
  };

const style =
  'body{font:1.25rem/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.5rem;color:#212b32;background:#f0f4f5}h1{font-size:2rem;line-height:1.2}';

/** Nothing may be loaded or run on the page; its one style sheet is allowed by its hash. */
export const callbackPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The page that the system browser shows at the end of a sign-in. It holds nothing of the person. */
export function callbackPage(outcome: CallbackOutcome): string {
  const { title, text } = words[outcome];
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>`;
}
