import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readCcda } from '../../shared/fhir/ccda/read-ccda.ts';
import { resourceOf } from '../../shared/fhir/resource.ts';
import { judgeResource } from './judges/resource.ts';

const folder = join(import.meta.dirname, '../../../shared/data/records/ccda-hl7');
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** What the documents themselves get wrong, and a reader must not mend. */
const faultsOfSources: readonly RegExp[] = [
  /^per-1 /, // ends before it starts
];

describe.skipIf(!existsSync(folder))('a clinical document, in R4', () => {
  it.each(documents())('%s passes the judges of R4', (name) => {
    const { resources } = readCcda(textOf(name), hash);
    const found = new Set(
      resources.flatMap(({ text }) =>
        judgeResource(resourceOf(JSON.parse(text)) ?? { resourceType: '' }),
      ),
    );
    expect([...found].filter((f) => !faultsOfSources.some((fault) => fault.test(f)))).toEqual([]);
  });

  it.each(documents())('%s makes the same entries whenever it is read', (name) => {
    const text = textOf(name);
    const once = readCcda(text, hash);
    expect(readCcda(text, hash)).toEqual(once);
    expect(
      new Set(
        once.resources.map(({ resource }) => `${resource.resourceType}/${String(resource.id)}`),
      ).size,
    ).toBe(once.resources.length);
  });

  it.each(documents())('%s loses no word of its narrative', (name) => {
    const text = textOf(name);
    const { sections } = readCcda(text, hash);
    const kept = sections
      .map((section) => section.text)
      .join(' ')
      .replace(/[\s|]+/g, '');
    const narratives = [
      ...text.replace(/<!--[\s\S]*?-->/g, '').matchAll(/<text>([\s\S]*?)<\/text>/g),
    ];
    for (const [, narrative = ''] of narratives) {
      const words = narrative
        .replace(/<[^>]*>/g, ' ')
        .replaceAll('&amp;', '&')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>');
      for (const word of words.split(/[\s|]+/)) expect(kept).toContain(word);
    }
  });
});

if (!existsSync(folder)) console.log('skipped: no ../shared');

function documents(): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function textOf(name: string): string {
  return gunzipSync(readFileSync(join(folder, name))).toString('utf8');
}
