/** The page of the entry with this in its title; empty where there is none. */
export function pageCalled(record: string, title: string): string {
  const pages = record.split(/\n(?=[A-Z][^\n]*\n+# )/);
  return pages.find((page) => headingOf(page).includes(title)) ?? '';
}

function headingOf(page: string): string {
  return /(?:^|\n)# ([^\n]*)/.exec(page)?.[1] ?? '';
}

/** The entry of a section of a clinician's page that begins with this name, in one line; empty where there is none. */
export function lineOf(summary: string, name: string): string {
  const entries = summary.slice(summary.indexOf('\n## Allergies')).split('\n');
  return (
    entries.find((line) => line.replace(/^- |^(?:Do not give|Severe):? /g, '').includes(name)) ?? ''
  );
}
