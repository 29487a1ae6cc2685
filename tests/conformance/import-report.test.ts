import { existsSync, openAsBlob, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportFolder, type ReportLine } from '../import-report/report-folder.ts';
import { countEntries, type Counted } from './count-entries.ts';

const records = path.join(import.meta.dirname, '../../../shared/data/records');
const folders = existsSync(records) ? readdirSync(records) : [];
if (folders.length === 0) console.log('skipped: no ../shared');

describe.skipIf(folders.length === 0)('every file of the test records', () => {
  it.each(folders)(
    'of %s is in the record to its last entry, or refused for what it is',
    async (folder) => {
      const files = filesUnder(path.join(records, folder));
      const lines = await reportFolder(
        files.map((file) => ({ path: file, open: () => openAsBlob(file) })),
        records,
      );
      const counted = new Map(files.map((file) => [file, countEntries(readFileSync(file))]));
      const reported = new Set(lines.map(({ file }) => path.join(records, file)));
      expect([...reported].sort()).toEqual(files);
      const together = exportOf(counted);
      for (const line of lines) {
        const count = counted.get(path.join(records, line.file));
        if (isAboutSeveral(line.kind === 'ndjson' ? together : [count].filter((one) => !!one))) {
          expect([line.file, ...foundIn(line)]).toEqual([
            ...[line.file, line.stored + line.again + line.skipped, line.stored, 'stored'],
          ]);
          // Everything is somebody's, or is said to be nobody's; what several share counts for each.
          expect(sumIn(lines, line.file)).toBeGreaterThanOrEqual(count?.entries ?? 0);
          continue;
        }
        expect([line.file, ...foundIn(line)]).toEqual([
          line.file,
          ...expectedOf(line, count, together),
        ]);
      }
    },
    300_000,
  );
});

describe('a file of our own', () => {
  it('is counted to its last entry, also where one stands in it three times', async () => {
    const flag = { resourceType: 'Flag', id: 'f1', status: 'active', code: { text: 'Carer' } };
    const written = { ...flag, implicitRules: 'https://example.org/rules' };
    const entry = [flag, written, flag].map((resource) => ({ resource }));
    const file = new Blob([JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry })]);
    const lines = await reportFolder([{ path: '/flags', open: () => Promise.resolve(file) }], '/');
    expect(lines).toMatchObject([{ entriesIn: 3, stored: 1, again: 2, skipped: 0 }]);
  });
});

type Found = readonly [entriesIn: number | undefined, stored: number, reason: string];

function foundIn({ entriesIn, stored, code }: ReportLine): Found {
  return [entriesIn, stored, code ?? 'stored'];
}

/** What a file of these counts must come to; files without a count are documents, and are kept. */
function expectedOf(line: ReportLine, own: Counted | undefined, together: Counted[]): Found {
  const counts = line.kind === 'ndjson' ? together : own === undefined ? [] : [own];
  if (counts.length === 0) return [line.entriesIn, Math.max(1, line.stored), 'stored'];
  if (own === undefined || own.entries === 0) {
    const reason = own?.messages === 0 ? 'file-not-health-data' : 'file-error-message';
    return [undefined, 0, reason];
  }
  const { apart = 0, relatives = 0 } = notOwn[line.file] ?? {};
  const inWords = sectionsInWords[line.file] ?? 0;
  const stored = own.different - (writtenOver[line.file] ?? 0) - apart + inWords;
  return [own.entries + own.messages - relatives + inWords, stored, 'stored'];
}

const odd = (name: string) => path.join('uk-odd-and-broken', name);

/** Entries that name another patient than the one in their file, or a relative, whose entries are no part of the record. */
const notOwn: Readonly<Record<string, { readonly apart: number; readonly relatives: number }>> = {
  [odd('correctPatientStructuredRecordResponse3AbsentAttachmentDocuments.json.gz')]: {
    apart: 7,
    relatives: 1,
  },
  [odd('malformedDateStructuredRecord.json.gz')]: { apart: 5, relatives: 1 },
};

/** Entries that say two things in one place, by file: somebody wrote over the patient's name, and left both. */
const writtenOver: Readonly<Record<string, number>> = {
  [path.join('uk-two-systems', 'PWTP3', 'A-emis.json.gz')]: 1,
};

/** Sections of documents that say something in words and name no entry that is there, by file: each is kept as a text. */
const sectionsInWords: Readonly<Record<string, number>> = {
  [path.join('ips-r4', 'IPS-bundle-01.xml.gz')]: 1,
  [path.join('ukcore-r4-examples', 'Extension-UKCore-CareSettingType-Example.xml')]: 1,
  [path.join('ukcore-r4-examples', 'UKCore-Composition-Discharge-Example.xml')]: 16,
};

function sumIn(lines: readonly ReportLine[], file: string): number {
  return lines.reduce((sum, one) => sum + (one.file === file ? (one.entriesIn ?? 0) : 0), 0);
}

function exportOf(counted: ReadonlyMap<string, Counted | undefined>): Counted[] {
  return [...counted].flatMap(([file, count]) =>
    /\.ndjson(?:\.gz)?$/.test(file) && count !== undefined ? [count] : [],
  );
}

function isAboutSeveral(counts: readonly Counted[]): boolean {
  const patients = new Set(counts.flatMap((count) => [...count.patients]));
  const subjects = new Set(counts.flatMap((count) => [...count.subjects]));
  return patients.size > 1 || (patients.size === 0 && subjects.size > 1);
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
