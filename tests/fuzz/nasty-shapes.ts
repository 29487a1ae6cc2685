/** A text that may cost more than its length: how it begins, what is repeated, and how it ends. */
type Shape = readonly [begin: string, repeated: string, end: string];

const patient = '{"resourceType":"Patient","id":"p1","name":[{"family":"Hale"}]}';
const about = '"subject":{"reference":"Patient/p1"}';
const bundle = `{"resourceType":"Bundle","entry":[{"resource":${patient}},{"resource":`;
const condition = `${bundle}{"resourceType":"Condition","id":"c",${about}`;
const ccda =
  '<ClinicalDocument xmlns="urn:hl7-org:v3"><component><structuredBody><component><section><title>Allergies</title><text>';
const ccdaEnd = '</text></section></component></structuredBody></component></ClinicalDocument>';
const xml = '<Bundle xmlns="http://hl7.org/fhir"><entry><resource><Condition>';
const xmlNarrative = `${xml}<text><div xmlns="http://www.w3.org/1999/xhtml">`;

/** What has once held a reader up, or another program's: one of each kind. */
const shapes: readonly Shape[] = [
  ...[
    '<!---->',
    '<!--',
    '<a>',
    ' ',
    '\n',
    '9',
    '{',
    '[',
    '}\n',
    '{}\n',
    'shc:/',
    'eyJ',
    '\\',
    '"',
  ].map((repeated): Shape => ['', repeated, '']),
  ['<', 'a', ''],
  ['HEALTH SUMMARY: A', '\n', 'x'],
  [`${condition},"code":{"text":"`, '9', '"}}}]}'],
  ...[' ', 'no ', 'not a ', '(', '/', '1 to ', 'discussed with the ', 'screening for '].map(
    (repeated): Shape => [`${condition},"code":{"text":"`, repeated, 'x"}}}]}'],
  ),
  ...['<script ', '<div ', '<div>', '</td>', '<!--', '&#1', ' \u2022'].map((repeated): Shape => [
    `${condition},"text":{"div":"`,
    repeated,
    '"}}}]}',
  ]),
  [`${condition},"subject":{"reference":"https://`, 'a/', 'x"}}}]}'],
  [`${condition},"extension":`, '[{"extension":', '1'],
  [condition, ',"a":1', '}}]}'],
  [`${condition},"code":{"coding":[{}`, ',{"code":"a"}', ']}}}]}'],
  [ccda, '<list><item>', ccdaEnd],
  [ccda, '<paragraph>a 1 b</paragraph>', ccdaEnd],
  [
    `${ccda}<table><tbody>`,
    '<tr><td>Latex 2019</td><td colspan="900">5</td></tr>',
    `</tbody></table>${ccdaEnd}`,
  ],
  [xmlNarrative, '<div>', ''],
  [xml, '<extension url="a">', ''],
];

/** The shape with this number, so many letters long. */
export function nastyText(number: number, length: number): string {
  const [begin, repeated, end] = shapes[number % shapes.length] ?? ['', ' ', ''];
  return `${begin}${repeated.repeat(Math.ceil(length / repeated.length))}${end}`;
}
