import { existsSync, openAsBlob } from 'node:fs';
import path from 'node:path';
import { reportFiles } from '../../summary-report/report-file.ts';

const cases = path.join(import.meta.dirname, '../../../../shared/data/cases');

/** Whether the cases are here: they lie beside the project. */
export const hasCases = existsSync(cases);
if (!hasCases) console.log('skipped: no ../shared');

/** The day on which the cases are read. */
const now = new Date('2026-11-30T12:00:00Z');

/** What a person can read of one case: its entries' pages, the clinician's page, the card, the signed document. */
export type CaseReport = {
  readonly record: string;
  readonly summary: string;
  readonly card: string;
  readonly ips: string;
  readonly errors: readonly string[];
};

/** Reads a case as the program does, into an empty record. */
export async function caseReport(name: string): Promise<CaseReport> {
  const report = await reportFiles([{ name, file: await openAsBlob(path.join(cases, name)) }], now);
  const { text = '', card = '', ips = '', errors = [] } = report.summary ?? {};
  return { record: report.record, summary: text, card, ips, errors };
}
