import { createHash } from 'node:crypto';

/**
 * The viewer's page with a policy that lets run exactly the script and the styles that were built into it, and nothing else.
 * @param {string} html with `'unsafe-inline'` in the policy's `script-src` and `style-src`
 * @returns {string}
 * @throws Error where the page has not one inline script and one style sheet, as a single-file build has
 * @see https://www.w3.org/TR/CSP3/#source-list-syntax (hash sources)
 */
export function withHashedPolicy(html) {
  return html
    .replace("script-src 'unsafe-inline'", () => `script-src ${hashOf(html, 'script')}`)
    .replace("style-src 'unsafe-inline'", () => `style-src ${hashOf(html, 'style')}`);
}

/** @param {string} html @param {'script' | 'style'} element @returns {string} */
function hashOf(html, element) {
  const attributes = element === 'script' ? ' type="module"[^>]*' : ' rel="stylesheet"[^>]*';
  const blocks = [
    ...html.matchAll(new RegExp(`<${element}${attributes}>([^]*?)</${element}>`, 'g')),
  ];
  const content = blocks[0]?.[1];
  if (blocks.length !== 1 || content === undefined) {
    throw new Error(
      `The viewer has ${blocks.length} inline ${element} elements; one was expected.`,
    );
  }
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
