import {
  objectOf,
  objectsOf,
  resourceOf,
  textOf,
  type JsonObject,
} from '../../../shared/fhir/resource.ts';
import type { Finding } from './finding.ts';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** The Bundle around a document: its identity, its order, and that each entry can be found. @see IPS 2.0.0 Bundle-uv-ips */
export function judgeDocument(bundle: JsonObject): Finding[] {
  const findings: Finding[] = [];
  const expect = (holds: boolean, rule: string, what: string) => {
    if (!holds) findings.push({ rule, where: 'Bundle', what });
  };
  const entries = objectsOf(bundle['entry']);
  const types = entries.map((entry) => resourceOf(entry['resource'])?.resourceType);
  const identifier = objectOf(bundle['identifier']);
  expect(bundle['type'] === 'document', 'bundle-type', 'no document');
  expect(textOf(identifier?.['system']) !== undefined, 'bundle-identifier', 'no system');
  expect(textOf(identifier?.['value']) !== undefined, 'bundle-identifier', 'no value');
  expect(instant.test(textOf(bundle['timestamp']) ?? ''), 'bundle-timestamp', 'no instant');
  expect(types[0] === 'Composition', 'composition-first', 'the first entry is no Composition');
  expect(count(types, 'Composition') === 1, 'composition-one', String(count(types, 'Composition')));
  expect(count(types, 'Patient') === 1, 'patient-one', String(count(types, 'Patient')));
  expect(bundle['total'] === undefined, 'bundle-total', 'a document counts nothing');
  return [...findings, ...entries.flatMap(judgeEntry), ...judgeUniqueness(entries)];
}

function judgeEntry(entry: JsonObject, at: number): Finding[] {
  const where = `Bundle.entry[${String(at)}]`;
  const findings: Finding[] = [];
  const fullUrl = textOf(entry['fullUrl']) ?? '';
  if (!/^urn:uuid:[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(fullUrl)) {
    findings.push({ rule: 'full-url', where, what: fullUrl === '' ? 'missing' : 'no urn:uuid' });
  }
  if (resourceOf(entry['resource']) === undefined) {
    findings.push({ rule: 'entry-resource', where, what: 'missing' });
  }
  for (const member of ['search', 'request', 'response']) {
    if (entry[member] !== undefined) findings.push({ rule: 'entry-member', where, what: member });
  }
  return findings;
}

function judgeUniqueness(entries: readonly JsonObject[]): Finding[] {
  const urls = entries.flatMap((entry) => textOf(entry['fullUrl']) ?? []);
  return urls
    .filter((url, at) => urls.indexOf(url) !== at)
    .map((url) => ({ rule: 'full-url-twice', where: 'Bundle', what: url }));
}

function count(types: readonly (string | undefined)[], type: string): number {
  return types.filter((candidate) => candidate === type).length;
}
