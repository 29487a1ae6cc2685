import type { Locator, Page } from 'playwright';

/** A problem that the program shows its user, in the words of the screen. */
export class ShownProblem extends Error {
  readonly title: string;
  readonly advice: string;

  constructor(title: string, advice: string) {
    super(`The program says: ${title}. ${advice}`);
    this.title = title;
    this.advice = advice;
  }
}

/** The heading of a screen. */
export function headingOf(window: Page, title: string | RegExp): Locator {
  const exact = typeof title === 'string';
  return window.getByRole('heading', { level: 1, name: title, exact });
}

/** Waits until the screen with this heading is there. @throws ShownProblem where a problem is shown instead */
export async function seeHeading(
  window: Page,
  title: string | RegExp,
  patience = 60_000,
): Promise<void> {
  await see(window, headingOf(window, title), patience);
}

/** Waits until `wanted` is to be seen. @throws ShownProblem where the program shows a problem instead */
export async function see(window: Page, wanted: Locator, patience = 60_000): Promise<void> {
  const problem = window.getByRole('alert').first();
  await wanted.or(problem).first().waitFor({ timeout: patience });
  if (await wanted.first().isVisible()) return;
  // What was wanted may have come and gone again meanwhile.
  if (await problem.isVisible()) throw await readProblem(problem);
}

/** Waits until no part of the screen is still being read. */
export async function seeSettled(window: Page, timeout = 60_000): Promise<void> {
  await window.waitForFunction(
    () => document.querySelector('main [aria-busy="true"]') === null,
    undefined,
    { timeout },
  );
}

/** The problem that is shown now. */
export async function seeProblem(window: Page, patience = 60_000): Promise<ShownProblem> {
  const problem = window.getByRole('alert').first();
  await problem.waitFor({ timeout: patience });
  return readProblem(problem);
}

async function readProblem(problem: Locator): Promise<ShownProblem> {
  const [title = '', ...advice] = await problem.getByRole('paragraph').allInnerTexts();
  return new ShownProblem(title, advice.join(' '));
}

/** The values of a list of terms, by term, once the screen shows them. */
export async function readFacts(inside: Locator | Page): Promise<ReadonlyMap<string, string>> {
  await inside.getByRole('term').first().waitFor();
  const terms = await inside.getByRole('term').allInnerTexts();
  const values = await inside.getByRole('definition').allInnerTexts();
  return new Map(terms.map((term, index) => [term.trim(), (values[index] ?? '').trim()]));
}
