import type { Account } from '../accounts.ts';
import type { Answer } from '../answer.ts';
import { escapeHtml, page } from './page.ts';

/** The sign-in form, which posts `username` and `password` to its own address. */
export function signInPage(accounts: readonly Account[], hasFailed: boolean): Answer {
  const fault = hasFailed
    ? '<p class="fault">That user name and password do not go together.</p>'
    : '';
  const people = accounts
    .slice(0, 12)
    .map(({ username, password, name }) => {
      return `<li>${escapeHtml(name)}: ${escapeHtml(username)} / ${escapeHtml(password)}</li>`;
    })
    .join('');
  return page(
    'Sign in to your health record',
    `${fault}<form method="post">
<label>User name <input name="username" autocomplete="username" required></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button name="action" value="sign-in">Sign in</button>
</form>
<ul class="note">${people}</ul>`,
    hasFailed ? 401 : 200,
  );
}
