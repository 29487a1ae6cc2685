import { setTimeout as wait } from 'node:timers/promises';
import type { ElectronApplication } from 'playwright';

/**
 * Stands in for the printer and its dialog, which nobody can press in a test: what would go onto paper becomes a PDF, in
 * memory, by the same page in the same window.
 */
export async function standInForPrinter(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ app: electron }) => {
    const papers: string[] = [];
    Reflect.set(globalThis, 'papers', papers);
    electron.on('web-contents-created', (_event, contents) => {
      const print = (_options: unknown, done: (isPrinted: boolean, reason: string) => void) => {
        void contents
          .printToPDF({ pageSize: 'A4', printBackground: true, preferCSSPageSize: true })
          .then((pdf) => {
            papers.push(pdf.toString('base64'));
            done(true, '');
          });
      };
      Reflect.set(contents, 'print', print);
    });
  });
}

/** What goes onto paper, a PDF a job, once there are so many. */
export async function printedPapers(
  app: ElectronApplication,
  count: number,
): Promise<readonly Buffer[]> {
  for (let tries = 0; tries < 300; tries += 1) {
    const papers = await app.evaluate(() => {
      const all: unknown = Reflect.get(globalThis, 'papers');
      return Array.isArray(all) ? all.map(String) : [];
    });
    if (papers.length >= count) return papers.map((paper) => Buffer.from(paper, 'base64'));
    await wait(100);
  }
  throw new Error('nothing was printed');
}
