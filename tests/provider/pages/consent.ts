import type { Answer } from '../answer.ts';
import { escapeHtml, page } from './page.ts';

/** The consent form, which posts `action=allow` or `action=refuse` to its own address. */
export function consentPage(client: string, patient: string, scopes: readonly string[]): Answer {
  const asked = scopes.map((scope) => `<li>${escapeHtml(inWords(scope))}</li>`).join('');
  return page(
    `${client} asks to see your record`,
    `<p>You are signed in as ${escapeHtml(patient)}. ${escapeHtml(client)} asks to:</p>
<ul>${asked}</ul>
<form method="post">
<button name="action" value="allow">Allow</button>
<button name="action" value="refuse">Refuse</button>
</form>`,
  );
}

const words: Record<string, string> = {
  openid: 'know that you signed in',
  fhirUser: 'know which record is yours',
  offline_access: 'stay connected until you end it',
  'launch/patient': 'open your record',
};

function inWords(scope: string): string {
  const [, type] = /^patient\/(\*|[A-Za-z]+)\./.exec(scope) ?? [];
  if (type === undefined) return `${words[scope] ?? 'use'} (${scope})`;
  return `read ${type === '*' ? 'everything in your record' : type} (${scope})`;
}
