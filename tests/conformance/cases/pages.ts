/*
 * Parts of what a person reads of a case. What is asked for has to be there: an expectation that something is not said in
 * it would otherwise hold of nothing at all.
 */

/** The page of an entry with this in its heading. */
export function pageCalled(record: string, title: string): string {
  const pages = record.split(/\n(?=[A-Z][^\n]*\n+# )/);
  return present(
    pages.find((page) => headingOf(page).includes(title)),
    title,
  );
}

/** The first page of an entry that has these words anywhere. */
export function pageOf(record: string, words: string): string {
  return present(
    record.split('\n\n').find((page) => page.includes(words)),
    words,
  );
}

/** A section of the clinician's page, with its heading. */
export function sectionOf(summary: string, heading: string | RegExp): string {
  const isIt = (found: string) =>
    typeof heading === 'string' ? found === heading : heading.test(found);
  return present(
    summary.split(/^## /m).find((section) => isIt(section.split('\n')[0] ?? '')),
    String(heading),
  );
}

/** What stands first on a clinician's page, one line each. */
export function firstOf(summary: string): string {
  return sectionOf(summary, 'Important to know first');
}

/** The first line below what stands first on a clinician's page that has this name. */
export function lineOf(summary: string, name: string): string {
  const lines = summary.slice(summary.indexOf('\n## Allergies')).split('\n');
  return present(
    lines.find((line) => line.includes(name)),
    name,
  );
}

function headingOf(page: string): string {
  return /(?:^|\n)# ([^\n]*)/.exec(page)?.[1] ?? '';
}

function present(found: string | undefined, wanted: string): string {
  if (found === undefined) throw new Error(`Nowhere in the text: ${wanted}`);
  return found;
}
