import {
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../../../shared/fhir/resource.ts';
import type { Finding } from './finding.ts';

const allowedElements = new Set(
  'a b big blockquote br caption code col colgroup dd div dl dt em h1 h2 h3 h4 h5 h6 hr i img li ol p pre q s small span strong sub sup table tbody td tfoot th thead tr tt u ul'.split(
    ' ',
  ),
);

/** Every narrative of a resource: the resource's own and those of a Composition's sections. @see FHIR R4 section 2.4 (Narrative) */
export function judgeNarratives(resource: FhirResource, where: string): Finding[] {
  const sections = objectsOf(resource['section']).map((section, at): [string, JsonObject] => [
    `${where} section[${String(at)}]`,
    section,
  ]);
  return [[where, resource] as [string, JsonObject], ...sections].flatMap(([place, holder]) => {
    const div = textOf(objectOf(holder['text'])?.['div']);
    return div === undefined ? [] : judgeXhtml(div, place);
  });
}

/** Only FHIR's harmless XHTML: no script, no event handler, no foreign address, every tag closed. */
export function judgeXhtml(div: string, where: string): Finding[] {
  const findings: Finding[] = [];
  const report = (what: string) => findings.push({ rule: 'narrative', where, what });
  if (!/^<div\s[^>]*xmlns="http:\/\/www\.w3\.org\/1999\/xhtml"/.test(div)) report('no XHTML div');
  if (/&(?!(amp|lt|gt|quot|apos|nbsp|#\d+|#x[\da-f]+);)/i.test(div)) report('stray ampersand');
  if (div.replace(/<[^>]*>/g, '').trim() === '') report('no words');
  if (/<[!?]/.test(div)) report('comment, declaration or CDATA');
  const open: string[] = [];
  for (const [tag, closing, name = '', attributes = ''] of div.matchAll(
    /<(\/?)([A-Za-z][\w:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g,
  )) {
    if (!allowedElements.has(name)) report(`element ${name}`);
    if (/\son[a-z]+\s*=/i.test(attributes)) report('event handler');
    if (/(javascript|vbscript|data)\s*:/i.test(attributes)) report('active address');
    if (closing === '/') {
      if (open.pop() !== name) report(`</${name}> closes nothing`);
    } else if (!tag.endsWith('/>')) open.push(name);
  }
  if (open.length > 0) report(`${open.join(' ')} not closed`);
  if (/<(?!\/?[A-Za-z])/.test(div)) report('stray angle bracket');
  return findings;
}
