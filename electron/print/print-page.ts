/** What is printed: the summary's markup as the preview rendered it, and what stands around it. */
export type PrintPage = {
  readonly html: string;
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly footer: string;
};

/** Characters that mean something in HTML, made to mean themselves. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The whole page around the summary's markup. Scripts and foreign content are held off by the policy it is served with. */
export function printDocument({ html, title, language }: PrintPage): string {
  return [
    '<!doctype html>',
    `<html lang="${escapeHtml(language)}">`,
    `<head><meta charset="utf-8"><title>${escapeHtml(title)}</title>`,
    '<link rel="stylesheet" href="/print.css"></head>',
    `<body>${html}</body></html>`,
  ].join('');
}

/** The foot of every page: Chromium fills the two classes in. Its templates see no style sheet, so sizes stand here. */
export function footerTemplate(footer: string): string {
  const row = 'width:100%;margin:0 15mm;font:8pt sans-serif;display:flex;gap:8mm;color:#212b32';
  const pages = 'Page <span class="pageNumber"></span> of <span class="totalPages"></span>';
  return `<div style="${row}"><span style="flex:1">${escapeHtml(footer)}</span><span style="white-space:nowrap">${pages}</span></div>`;
}
