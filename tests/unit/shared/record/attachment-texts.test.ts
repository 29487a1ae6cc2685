import { describe, expect, it } from 'vitest';
import { attachmentTexts } from '../../../../shared/record/attachment-texts.ts';

const report = (...presentedForm: readonly object[]) =>
  attachmentTexts(presentedForm.map((form) => ({ ...form })));

describe('the words of what is attached', () => {
  it('are read in place where they are text, and of a page without its markup', () => {
    expect(
      report(
        { contentType: 'text/plain', data: btoa('Invasive carcinoma\n') },
        { contentType: 'application/pdf', data: btoa('%PDF-1.7') },
        {
          contentType: 'text/html; charset=utf-8',
          data: btoa('<p>Margins <b>clear</b></p><script>alert(1)</script>'),
        },
      ),
    ).toEqual([
      { index: 0, text: 'Invasive carcinoma' },
      { index: 2, text: 'Margins clear' },
    ]);
  });

  it('wait to be opened where a document is not what its source calls it', () => {
    expect(
      report(
        { contentType: 'text/plain', data: btoa('%PDF-1.7') },
        { contentType: 'text/plain', data: '***' },
        { contentType: 'text/plain', url: 'https://a.example/x' },
      ),
    ).toEqual([]);
  });
});
