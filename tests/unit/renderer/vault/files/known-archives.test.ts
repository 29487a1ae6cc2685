import { describe, expect, it } from 'vitest';
import {
  isPhoneRecord,
  phoneExportOf,
  sortMembers,
} from '../../../../../renderer/vault/files/known-archives.ts';

const sorted = (...paths: readonly string[]) => {
  const { wanted, measured } = sortMembers(paths.map((path) => ({ path })));
  return { wanted: wanted.map(({ path }) => path), measured };
};

describe('a packed file', () => {
  it('of a phone is its clinical records; what was measured is named once', () => {
    const folder = 'apple_health_export';
    const record = `${folder}/clinical-records/Condition-1.json`;
    const found = sorted(
      `${folder}/export.xml`,
      record,
      `${folder}/workout-routes/1.gpx`,
      `${folder}/workout-routes/2.gpx`,
    );
    expect(found).toEqual({
      wanted: [record],
      measured: ['export.xml', 'workout-routes'],
    });
    expect(isPhoneRecord(`export.zip/${record}`)).toBe(true);
    expect(phoneExportOf(`export.zip/${record}`)).toBe('export.zip');
    expect(isPhoneRecord('export.zip/clinical-records/Condition-1.json')).toBe(false);
  });

  it('of a phone keeps what is neither a record nor a measurement', () => {
    const folder = 'apple_health_export';
    const letter = `${folder}/letter from hospital.pdf`;
    const glasses = `${folder}/vision-prescriptions/rx.pdf`;
    expect(sorted(`${folder}/export.xml`, letter, glasses)).toEqual({
      wanted: [letter, glasses],
      measured: ['export.xml'],
    });
  });

  it('of a download is its documents, without what says how they look and where they are', () => {
    const document = 'IHE_XDM/SUBSET01/DOC0001.XML';
    const letter = 'IHE_XDM/SUBSET01/INDEX.HTM';
    const other = 'letters/readme.txt';
    expect(
      sorted(
        ...['INDEX.HTM', 'README.TXT', document, letter, other],
        ...['IHE_XDM/SUBSET01/METADATA.XML', 'IHE_XDM/SUBSET01/A.XSL'],
      ),
    ).toEqual({ wanted: [document, letter, other], measured: [] });
  });

  it('of anybody else is wanted whole', () => {
    const paths = ['index.html', 'readme.txt', 'style.css', 'thumbs/letter-cardiology.pdf'];
    expect(sorted(...paths)).toEqual({ wanted: paths, measured: [] });
  });
});
