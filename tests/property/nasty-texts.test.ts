import { describe, expect, it } from 'vitest';
import { rtfText } from '../../renderer/features/record/rtf-text.ts';
import { recognise } from '../../renderer/vault/files/recognise.ts';
import { utf8 } from '../../shared/base/bytes.ts';
import { linesJoined } from '../../shared/base/lines-joined.ts';
import { withoutEnd, withoutStart } from '../../shared/base/without-end.ts';
import { readCdaXml } from '../../shared/fhir/ccda/cda-xml.ts';
import { readIncoming } from '../../shared/fhir/incoming.ts';
import { mendedJson } from '../../shared/fhir/mended-json.ts';
import { plainLines } from '../../shared/fhir/plain-text.ts';
import { nameOf } from '../../shared/fhir/subject-name.ts';
import { readFhirXml } from '../../shared/fhir/xml/read.ts';
import { healthCardCodesIn } from '../../shared/share/health-card-qr.ts';
import { readHealthLink } from '../../shared/share/health-link.ts';
import { verifyTextCard } from '../../shared/share/text-card.ts';
import { verifyShare } from '../../shared/share/verify-share.ts';

/** Readers of what comes from outside. That they refuse a text is no matter here. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'what a file is': (text) => recognise(utf8(text)),
  'what a file in XML is': (text) => recognise(utf8(`<?xml version="1.0"?>${text}`)),
  'a narrative': plainLines,
  'a narrative that goes on': (text) => plainLines(`<div>${text}<p>x`),
  'FHIR in JSON': readIncoming,
  'FHIR in JSON, a text': (text) => readIncoming(`{"a":"${text}`),
  'JSON with small faults': mendedJson,
  'JSON with small faults, a text': (text) => mendedJson(`{"a":"${text}`),
  'codes of cards': healthCardCodesIn,
  'FHIR in XML': (text) => readFhirXml(`<Bundle xmlns="http://hl7.org/fhir">${text}`),
  'a narrative in XML': (text) =>
    readFhirXml(
      `<Bundle xmlns="http://hl7.org/fhir"><div xmlns="http://www.w3.org/1999/xhtml">${text}`,
    ),
  'a clinical document': (text) => readCdaXml(`<ClinicalDocument xmlns="urn:hl7-org:v3">${text}`),
  'a reference': (text) => nameOf(`https://${text}`, undefined),
  'a health link': readHealthLink,
  'a card': (text) => verifyTextCard(`HEALTH SUMMARY: A\n${text}x`),
  'a share': (text) => verifyShare(utf8(text), { now: new Date(0) }),
  'a letter in RTF': (text) => rtfText(utf8(`{\\rtf1 ${text}}`)),
  'lines in one': linesJoined,
  'the ends of a text': (text) => withoutStart(withoutEnd(`${text}x${text}`, text), text),
};

const repeated = [
  ...['<!---->', '<!--', '<script>', '<script ', '<div>', '<div ', '</td>', '<a b="', '&#1', '&'],
  ...[
    ' ',
    '\n',
    ' \n',
    '\t',
    '\r\n',
    '9',
    'a',
    '/',
    '/Aa',
    '=',
    '(',
    '[',
    '{',
    '{"a":',
    '}\n',
    '{}\n',
  ],
  ...['/*', '/**/', '//', '//\n', ',', ',/**/', '{},', 'shc:/1/2/'],
  ...['"', '\\', "\\'", '\\u', 'shc:/', 'shlink:/', 'eyJ', 'no ', '\u2022 ', '\u0000', 'é', '🧑‍⚕️'],
];

/** Letters of a short text and of one that is sixteen times as long. */
const [short, long] = [4_000, 64_000];
/** Milliseconds below which the clock says nothing. */
const noticed = 150;
const mostGrowth = 60;

/** Milliseconds of the processor, so that other work on the machine does not count. */
async function took(read: (text: string) => unknown, text: string): Promise<number> {
  const begun = process.cpuUsage();
  try {
    await read(text);
  } catch {
    // refused, in words that other tests look at
  }
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

describe('a text that says one thing over and over', () => {
  it.each(Object.entries(readers))('takes %s no longer than it is longer', async (_, read) => {
    for (const one of repeated) {
      const of = (length: number): string => one.repeat(Math.ceil(length / one.length));
      if ((await took(read, of(long))) < noticed) continue;
      const quickest = Math.max(
        1,
        Math.min(await took(read, of(short)), await took(read, of(short))),
      );
      const growth = (await took(read, of(long))) / quickest;
      expect(growth, JSON.stringify(one)).toBeLessThan(mostGrowth);
    }
  });
});

describe('a narrative', () => {
  it('keeps a sign for "less than" that somebody forgot to escape', () => {
    expect(plainLines('<p>K <3.5, Na < 130</p><p>eGFR <b>&lt; 60</b></p>')).toEqual([
      'K <3.5, Na < 130',
      'eGFR < 60',
    ]);
  });

  it('loses what was never meant to be read, and no word behind it', () => {
    expect(
      plainLines('<style>p {}</style><!-- a > b --><p>Latex</p><script>x()</script >!'),
    ).toEqual(['Latex', '!']);
  });
});
