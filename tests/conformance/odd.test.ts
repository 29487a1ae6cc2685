import { existsSync, openAsBlob, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportFolder } from '../import-report/report-folder.ts';

const odd = path.join(import.meta.dirname, '../../../shared/data/odd');
const isThere = existsSync(odd);
if (!isThere) console.log('skipped: no ../shared');

/** So many entries are stored, or the code of why none is. */
type Expected = Readonly<Record<string, number | string>>;

/** What becomes of each file of a folder of files that other programs were troubled by, as its README asks. */
const folders: Readonly<Record<string, Expected>> = {
  '01-ios-health-export': {
    'export.xml, export_cda.xml, electrocardiograms, workout-routes': 'file-measured-by-phone',
    'AllergyIntolerance-11111111-2222.json': 1,
    'Condition-11111111-3333.json': 1,
    'Observation-11111111-4444.json': 1,
    'Patient-11111111-5555.json': 1,
    'MedicationOrder-11111111-6666.json': 1,
    'DocumentReference-11111111-7777.json': 1,
  },
  '02-apple-export-cda-junk': { 'export_cda.xml': 3 },
  '03-xdm-zip': { 'DOC0001.XML': 3 },
  '04-zip-password': { 'record.json': 'file-encrypted' },
  '05-ndjson-long-first-line': { 'export.ndjson': 4 },
  '06-ndjson-blank-crlf-bom': { 'Condition.ndjson': 3 },
  '07-ndjson-one-bad-line': { 'MedicationRequest.ndjson': 3 },
  '08-duplicate-keys': { 'allergy.json': 1 },
  // What was put right, or stood inside other data, is kept as it came, too: one entry more.
  '09-trailing-comma-comments': { 'comma.json': 2, 'comment-inside.json': 2, 'comment.json': 3 },
  '10-fhir-comments': { 'dstu2.json': 2 },
  '11-transaction-doubles': { 'tx.json': 2 },
  '12-ips-without-fullurls': { 'ips.json': 6 },
  '13-ccda-undeclared-prefix': { 'no-sdtc.xml': 3, 'no-xsi.xml': 3 },
  '14-ccda-bom-doctype-quotes': {
    'bom-and-leading-newline.xml': 3,
    'bom.xml': 3,
    'doctype.xml': 3,
    'nodecl-single.xml': 3,
    'prefixed.xml': 3,
    'utf16.xml': 3,
  },
  '16-ccda-allergy-assertion': { 'allergies.xml': 4 },
  '17-xml-control-char': { 'letter-vt.txt': 1, 'rawnewline.json': 3, 'vt.json': 3, 'vt.xml': 4 },
  '18-hl7v2-oru': { 'oru-mllp.hl7': 1, 'oru.hl7': 1 },
  '19-gp2gp-ehr-extract': { 'gp2gp-response.xml': 'file-gp-transfer' },
  '20-cda-pdf-body': { 'wynik.xml': 2 },
  '21-shc-chunks': {
    'eleven.txt': 16,
    'two-lines.txt': 16,
    'lonely.txt': 'file-card-part',
    // Each alone; together they are one card.
    'part1.png': 'file-card-part',
    'part2.png': 'file-card-part',
  },
  '22-qr-pictures': {
    ...Object.fromEntries(
      [
        'dark-mode-nav.png',
        'green.png',
        'inverted.png',
        'mirrored.png',
        'phone-exif6.jpg',
        'photo.jpg',
        'plain.png',
        'rot7.png',
        'rot90.png',
        'small.png',
        'with-noise.png',
      ].map((name) => [name, 4]),
    ),
    // Nobody can read it: it is kept as a picture, and that is said.
    'faded.jpg': 1,
  },
  '23-both-chunks-one-picture': { 'sheet.png': 16 },
  '24-attachment-shapes': { 'letters.json': 7 },
  '25-bluebutton-withings-text': { 'mhv_ASHWORTH_20240210.txt': 1, 'weight.csv': 1 },
  '26-empty-strings-bad-dates': { 'odd.json': 6 },
  '28-mac-and-windows-zip': { 'record.json': 2 },
  '30-gpconnect-ended-degraded-allergies': { 'structured.json': 4 },
  '31-array-and-shapes': {
    'array-of-bundles.json': 3,
    'array.json': 2,
    'by-type.json': 3,
    'pretty-concatenated.json': 3,
    'string.json': 3,
    'wrapped.json': 3,
  },
  '32-contained-and-nested-bundle': { 'nested.json': 3 },
  '35-encodings': { 'utf16be.json': 2, 'utf16le.json': 3, 'weights.csv': 1, 'win1252.json': 3 },
  '36-ndjson-commas': { 'export.ndjson': 4 },
  '37-fhir-xml-shapes': { 'comments.xml': 2, 'doctype.xml': 2, 'prefixed.xml': 2 },
  '38-card-file-shapes': {
    'extra-first.smart-health-card': 4,
    // The words around the code are a letter.
    'link.txt': 5,
    'string.smart-health-card': 4,
    'upper.txt': 4,
  },
  '39-eu-dcc': { 'nhs-covid-pass.txt': 1 },
  '41-ccda-nullflavors': { 'nullflavors.xml': 4 },
  '42-ccda-no-known': { 'noknown.xml': 4 },
  // Two people, each with what is theirs.
  '43-two-people-without-ids': { 'resource-n.json': 3, 'urn.json': 5 },
  '44-one-person-without-ids': { 'urn.json': 3 },
  // Of somebody else's entries none is taken in.
  '45-others-in-one-file': { 'no-patient.json': 2, 'searchset.json': 2 },
  '47-ill-formed-xml': { 'ampersand.xml': 'file-ill-formed', 'br.xml': 'file-ill-formed' },
};

describe.skipIf(!isThere)('files that other programs were troubled by', () => {
  it.each(Object.entries(folders))(
    '%s comes in whole, or is refused for what it is',
    async (folder, expected) => {
      const root = path.join(odd, folder);
      const names = readdirSync(root).filter((name) => name !== 'README');
      const lines = await reportFolder(
        names
          .map((name) => path.join(root, name))
          .map((file) => ({ path: file, open: () => openAsBlob(file) })),
        root,
      );
      const became: Record<string, number | string> = {};
      for (const { file, stored, code } of lines) {
        const name = path.basename(file);
        const before = became[name];
        // A file can have become several sources.
        became[name] = code ?? stored + (typeof before === 'number' ? before : 0);
      }
      expect(became).toEqual(expected);
    },
  );
});
