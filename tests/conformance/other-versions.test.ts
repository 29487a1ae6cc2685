import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { numberTextOf, parseFhirJson } from '../../shared/fhir/json.ts';
import { renamedSystem } from '../../shared/fhir/other-versions/code-systems.ts';
import { readRecord, type RecordResource } from '../../shared/fhir/read-record.ts';
import { objectOf, resourceOf, type FhirResource } from '../../shared/fhir/resource.ts';
import type { FhirVersion } from '../../shared/fhir/version.ts';
import { judgeResource } from './judges/resource.ts';

const records = join(import.meta.dirname, '../../../shared/data/records');

/** What the sources themselves lack or get wrong, and a reader must neither make up nor mend. */
const faultsOfSources: readonly RegExp[] = [
  /^structure (?:Encounter\.class|Goal\.subject|List\.status|QuestionnaireResponse\.item\.linkId) Missing/,
  /^(?:structure \w+ Constraint )?ait-1 /, // DSTU2's "confirmed" says nothing about R4's clinical status
  /^(?:structure \w+ Constraint )?con-4 /, // active, and yet with the date of its end
  /^(?:per-1|qty-3|org-1) /, // ends before it starts, a code without its system, no name
  /^ele-1 \S+ empty$/, // ""
  /^structure \S+ Invalid (?:date|dateTime|code|base64Binary) format$/,
  /^binding Patient\.gender /,
  /^structure Observation\.extension\.value\[x\] Expected single value/,
];

describe.skipIf(!existsSync(records))('records of older versions, in R4', () => {
  it.each(foldersOfOlder())('%s pass the judges of R4', (folder) => {
    const found = new Set(
      oneOfEachShape(readFolder(join(records, folder))).flatMap((resource) =>
        judgeResource(resource),
      ),
    );
    expect([...found].filter((f) => !faultsOfSources.some((fault) => fault.test(f)))).toEqual([]);
  });
});

describe.skipIf(!existsSync(records))('records of older versions and in XML', () => {
  it.each(foldersOfOlder())('%s lose no value on the way to R4', (folder) => {
    const lost = new Map<string, string>();
    for (const one of readFolder(join(records, folder))) {
      if (one.unplaced.some(({ kept }) => kept === 'original')) continue;
      const version = one.original?.version ?? 'R4';
      if (version === 'C-CDA') throw new Error('no folder of older versions holds one');
      const here = new Set(leavesOf(parseFhirJson(one.text)).map(([, value]) => value));
      for (const [place, value] of originalLeaves(one)) {
        if (!here.has(inWordsOfR4(value, version)) && !isSaidOtherwise(place, value))
          lost.set(place, value);
      }
    }
    expect([...lost]).toEqual([]);
  });
});

if (!existsSync(records)) console.log('skipped: no ../shared');

function foldersOfOlder(): string[] {
  return existsSync(records)
    ? readdirSync(records).filter((name) => /dstu2|stu3|^uk-|^ips-r4$|^ukcore/.test(name))
    : [];
}

const read = new Map<string, readonly RecordResource[]>();

function readFolder(folder: string): readonly RecordResource[] {
  const before = read.get(folder);
  if (before !== undefined) return before;
  const resources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:json|xml)(?:\.gz)?$/.test(name))
    .flatMap((name) => {
      const bytes = readFileSync(join(folder, name));
      const text = new TextDecoder().decode(name.endsWith('.gz') ? gunzipSync(bytes) : bytes);
      return readRecord(text).resources.filter((one) => one.original !== undefined);
    });
  read.set(folder, resources);
  return resources;
}

/** Of resources whose members and kinds of values are the same, one: the judges would say the same of each. */
function oneOfEachShape(resources: readonly RecordResource[]): FhirResource[] {
  const shapes = new Map<string, FhirResource>();
  for (const { text, isUnmapped } of resources) {
    const resource = resourceOf(JSON.parse(text));
    if (resource !== undefined && isUnmapped !== true) shapes.set(shapeOf(resource), resource);
  }
  return [...shapes.values()];
}

/** The values of an original with their places: of XML, all its attributes. */
function originalLeaves({ original }: RecordResource): [string, string][] {
  const { text = '', format } = original ?? {};
  if (format === 'json') return leavesOf(parseFhirJson(text));
  const values = text.replace(/<!--.*?-->/gs, '').matchAll(/<(\w+) (?:value|url|id)="([^"&]*)"/g);
  return [...values].map(([, name = '', value = '']) => [name, value.replace(/\s/g, ' ')]);
}

function leavesOf(value: unknown, place = ''): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((one) => leavesOf(one, place));
  const object = numberTextOf(value) === undefined ? objectOf(value) : undefined;
  if (object === undefined) return [[place, numberTextOf(value) ?? String(value)]];
  return Object.entries(object).flatMap(([member, inner]) => leavesOf(inner, `${place}.${member}`));
}

/** What has another name in R4: code systems, types, and a few codes. */
function inWordsOfR4(value: string, version: FhirVersion): string {
  const names: Readonly<Record<string, string>> = {
    MedicationOrder: 'MedicationRequest',
    ProcedureRequest: 'ServiceRequest',
    ReferralRequest: 'ServiceRequest',
    CRITH: 'high',
    CRITL: 'low',
  };
  if (version === 'R4') return value;
  const [, type = '', rest = ''] = /^([A-Z][A-Za-z]+)(\/.*)?$/.exec(value) ?? [];
  return names[type] === undefined ? renamedSystem(value, version) : `${names[type]}${rest}`;
}

/** "Not given: false" is what the status says; the kind of a relation became the name of a member. */
function isSaidOtherwise(place: string, value: string): boolean {
  if (value === 'false') return /not(?:Given|Done|Performed|Taken)$/i.test(place);
  return place === '.related.type' && ['has-member', 'derived-from'].includes(value);
}

function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${[...new Set(value.map(shapeOf))].sort().join()}]`;
  const object = objectOf(value);
  if (object === undefined) return typeof value;
  const { resourceType } = object;
  const members = Object.keys(object).sort();
  return `{${String(resourceType)} ${members.map((member) => `${member}:${shapeOf(object[member])}`).join()}}`;
}
