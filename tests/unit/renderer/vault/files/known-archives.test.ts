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

  it('of a download is its documents, without what says how they look and where they are', () => {
    const document = 'IHE_XDM/SUBSET01/DOC0001.XML';
    const letter = 'IHE_XDM/SUBSET01/LETTER.PDF';
    expect(
      sorted('INDEX.HTM', 'README.TXT', document, letter, 'IHE_XDM/SUBSET01/METADATA.XML', 'A.XSL'),
    ).toEqual({ wanted: [document, letter], measured: [] });
  });

  it('of anybody else keeps its index and its read-me: they may be letters', () => {
    expect(sorted('index.html', 'readme.txt', 'style.css').wanted).toEqual([
      'index.html',
      'readme.txt',
    ]);
  });

  it('of nothing but a style sheet is not empty', () => {
    expect(sorted('cda.xsl').wanted).toEqual(['cda.xsl']);
  });
});
