import type { WebContents } from 'electron';
import { answerWith, origin, scheme } from './protocol.ts';

/** An empty page of another origin, so that Chromium gives it a process of its own and ends that of our page. */
export const closedOrigin = `${scheme}://closed`;
const closedAddress = `${closedOrigin}/`;
const closedDocument =
  '<!doctype html><html lang="en-GB"><title>Locked</title><body bgcolor="#f0f4f5"></body></html>';

/** The empty page, where this is a request for it. */
export function answerClosedPage({ url }: Request): Response | undefined {
  return url === closedAddress
    ? answerWith(closedDocument, { type: 'text/html; charset=utf-8' })
    : undefined;
}

/** The page's address anew. Of the old one only the text size is kept, which is all that the page may keep there. */
export function freshAddress(url: string): string {
  const { hash } = URL.canParse(url) ? new URL(url) : { hash: '' };
  return `${origin}/${/^#text-[a-z]{1,10}$/.test(hash) ? hash : ''}`;
}

/**
 * A function that puts a fresh page into the window, in a new process. With the old process goes everything that the
 * page and its workers held in memory: what was read, typed, chosen or drawn. Asked again meanwhile, it does nothing.
 */
export function pageReplacer(contents: () => WebContents | undefined): () => Promise<void> {
  let replacing = false;
  return async () => {
    const page = contents();
    if (page === undefined || page.isDestroyed() || replacing) return;
    replacing = true;
    try {
      await replace(page);
    } catch (thrown) {
      // A window that closes meanwhile needs no page.
      if (!page.isDestroyed()) throw thrown;
    } finally {
      replacing = false;
    }
  };
}

async function replace(page: WebContents): Promise<void> {
  const address = freshAddress(page.getURL());
  await page.loadURL(closedAddress);
  await page.loadURL(address);
  // No way back to the empty page, or to what an address once carried.
  page.navigationHistory.clear();
}
