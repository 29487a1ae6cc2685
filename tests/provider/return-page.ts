import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

/** The page that we ship for services which send the browser to https addresses only. */
export const returnPage = readFileSync(
  new URL('../../renderer/public/sign-in-return.html', import.meta.url),
  'utf8',
);

/** What stands between two tags of the page. */
export function partOf(tag: 'script' | 'style'): string {
  const [, part] = new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(returnPage) ?? [];
  if (part === undefined) throw new Error(`the page has no ${tag}`);
  return part;
}

/** Runs the page's own script as a browser would at this address: where it goes on to, if anywhere. */
export function whereReturnPageGoes(address: URL): URL | undefined {
  let next: string | undefined;
  const location = {
    search: address.search,
    replace: (url: string) => {
      next = url;
    },
  };
  const document = { querySelector: () => ({ href: '', hidden: true }) };
  runInNewContext(partOf('script'), { location, document, URLSearchParams });
  return next === undefined ? undefined : new URL(next);
}
