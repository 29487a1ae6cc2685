import { htmlAnswer, type Answer } from '../answer.ts';

/** `text` with the characters that HTML would take for its own written out. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const style = `body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}
label,input{display:block}input{font:inherit;padding:.4rem;margin:.2rem 0 1rem;width:100%;box-sizing:border-box}
button{font:inherit;padding:.5rem 1.2rem;margin-right:.6rem}.note{color:#555}.fault{color:#a00}`;

/** A plain page of the synthetic hospital. `content` is HTML. */
export function page(title: string, content: string, status = 200): Answer {
  return htmlAnswer(
    `<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
<h1>${escapeHtml(title)}</h1>
${content}
<p class="note">A test provider. Every patient here is invented.</p>
</html>
`,
    status,
  );
}
