import { describe, expect, it } from 'vitest';
import { base64, utf8 } from '../../../../../shared/base/bytes.ts';
import { describe as describeResource } from '../../../../../shared/record/describe.ts';
import { english } from '../../../../../shared/words/english.ts';
import { say } from '../../../../../shared/words/say.ts';

const form = (words: string) => ({ contentType: 'text/plain', data: base64(utf8(words)) });
const saidBy = (members: object) =>
  say(describeResource({ resourceType: 'DiagnosticReport', ...members }), english).facts.map(
    ({ name, value }) => `${name}: ${value}`,
  );

describe('the texts of a report', () => {
  it('are all said: conclusion, code, attached texts and notes', () => {
    const report = {
      conclusion: 'No embolism.',
      conclusionCode: [{ text: 'Lung nodule' }],
      presentedForm: [form('Nodule of 8 mm.'), form('Repeat in March.')],
      extension: [
        {
          url: 'http://hl7.org/fhir/5.0/StructureDefinition/extension-DiagnosticReport.note',
          valueAnnotation: { text: 'Told by telephone' },
        },
      ],
    };
    expect(saidBy(report)).toEqual([
      'Conclusion: No embolism.',
      'Coded conclusion: Lung nodule',
      'The source’s own text: Nodule of 8 mm.',
      'The source’s own text: Repeat in March.',
      'Note: Told by telephone',
    ]);
  });

  it('are said once', () => {
    const report = { conclusion: 'No embolism.', presentedForm: [form('no  embolism')] };
    expect(saidBy(report)).toEqual(['Conclusion: No embolism.']);
  });
});
