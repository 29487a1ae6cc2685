import { existsSync, openAsBlob } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fixtures, sharedData } from '../places.ts';
import { summaryOfFiles } from '../summary-report/report-file.ts';

/** The day on which the summaries are made. */
const now = new Date('2026-11-30T12:00:00Z');

type Patient = { readonly name: string; readonly files: readonly string[] };

/** Patients of different shapes: each text was read by eye beside its source before it was kept. */
const own: readonly Patient[] = [
  {
    name: 'several-sources-of-today',
    files: ['hospital', 'gp', 'community', 'social-care'].map((file) => `uk-patient/${file}.json`),
  },
  {
    name: 'older-versions-of-fhir',
    files: ['stu3', 'dstu2'].map((file) => `older-patient/${file}.json`),
  },
];
const handed: readonly Patient[] = [
  {
    name: 'gp-extract',
    files: ['records/uk-gpconnect-stu3/2021-06/9465701718_Guerra_full_20210602.json.gz'],
  },
  {
    name: 'two-gp-systems',
    files: ['A-emis', 'A2-tpp', 'B-gp2gp'].map(
      (file) => `records/uk-two-systems/PWTP9/${file}.json.gz`,
    ),
  },
  { name: 'clinical-document', files: ['records/ccda-hl7/CCD1_CCD.XML.gz'] },
  { name: 'dstu2-as-xml', files: ['records/smart-dstu2-xml/patient-935270.fhir-bundle.xml.gz'] },
  { name: 'a-summary-from-abroad', files: ['records/ips-r4/IPS-bundle-01.xml.gz'] },
  {
    name: 'a-life-with-hiv',
    files: ['records/synthea-r4-hiv/Bob965_Keeling57_3f6fd0bb-6cd3-eb3f-4401-cd38ace25f2b.json.gz'],
  },
];

const isHanded = existsSync(sharedData);
if (!isHanded) console.log('skipped: no ../shared');

describe('the clinician’s page of', () => {
  it.each(own)('$name reads as it did', ({ name, files }) => readsAsKept(name, fixtures, files));
  it.skipIf(!isHanded).each(handed)('$name reads as it did', ({ name, files }) =>
    readsAsKept(name, sharedData, files),
  );
});

async function readsAsKept(name: string, folder: URL, files: readonly string[]): Promise<void> {
  const opened = files.map(async (file) => ({
    name: path.basename(file),
    file: await openAsBlob(fileURLToPath(new URL(file, folder))),
  }));
  const summary = await summaryOfFiles(await Promise.all(opened), now);
  expect(summary?.errors).toEqual([]);
  await expect(summary?.text).toMatchFileSnapshot(`summary-texts/${name}.txt`);
}
