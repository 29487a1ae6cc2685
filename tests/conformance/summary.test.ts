import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codesOf } from '../../shared/fhir/concept.ts';
import { parseFhirJson } from '../../shared/fhir/json.ts';
import {
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../../shared/fhir/resource.ts';
import type { Description } from '../../shared/record/card.ts';
import type { Fact } from '../../shared/record/fact.ts';
import { compositionOf } from '../../shared/share/share-terms.ts';
import { documentResolver } from '../../shared/summary/document-resolver.ts';
import { describedIn, type Resolve } from '../../shared/summary/item.ts';
import { isKnownAbsence } from '../../shared/summary/known-absence.ts';
import { entriesOf } from '../../shared/summary/read-section.ts';
import { readSummary } from '../../shared/summary/read-summary.ts';
import { sections } from '../../shared/summary/sections.ts';
import { aRecord, readRecordFile, summarise, type ARecord } from './a-record.ts';
import { judge } from './judges/judge.ts';
import { english } from '../../shared/words/english.ts';
import { mainCodesOf as codesIn } from '../../shared/record/describe.ts';
import { say } from '../../shared/words/say.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shared = join(root, '..', 'shared', 'data');
const ukPatient = join(root, 'tests', 'fixtures', 'uk-patient');

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile() && /\.json(\.gz)?$/.test(file.name))
    .map((file) => join(file.parentPath, file.name))
    .sort();
}

/** Each file a patient. */
const patients = ['synthea-r4-uscore-2023', 'synthea-r4-2019', 'ips-r4'].flatMap((folder) =>
  filesIn(join(shared, 'records', folder)),
);
/** Many files, each a single resource or a few, of the same test patient. */
const corpus = filesIn(join(shared, 'standards', 'ktc', 'uscore'));

describe("a summary of the project's own patient", () => {
  const files = filesIn(ukPatient);
  const record = aRecord(
    Object.fromEntries(files.map((file) => [basename(file), readRecordFile(file)])),
  );
  itHoldsTogether(record);

  it('flags the severe allergy, the implant and the blood thinner first', () => {
    const view = readSummary(summarise(record).text, english);
    expect(view?.redFlags[0]).toMatch(/^Severe allergy: .*penicillin/i);
    expect(view?.redFlags).toContainEqual(expect.stringMatching(/^Implant: Right hip prosthesis/));
    expect(view?.redFlags).toContainEqual(expect.stringMatching(/^Blood thinner: Apixaban/));
  });

  it('numbers the sources of each entry', () => {
    const view = readSummary(summarise(record).text, english);
    const items = view?.sections.flatMap((section) => section.items) ?? [];
    expect(items.length).toBeGreaterThan(30);
    expect(items.filter((item) => item.sources.length !== 1)).toEqual([]);
    expect(new Set(items.flatMap((item) => item.sources)).size).toBe(view?.sources.length);
  });
});

describe.skipIf(patients.length === 0)(
  'a summary of whole test patients (skipped: no ../shared)',
  () => {
    for (const file of patients) {
      describe(basename(file), () => {
        itHoldsTogether(aRecord({ [basename(file)]: readRecordFile(file) }));
      });
    }
  },
);

describe.skipIf(corpus.length === 0)(
  'a summary of a US Core corpus (skipped: no ../shared)',
  () => {
    itHoldsTogether(aRecord({ corpus: corpus.flatMap((file) => readRecordFile(file)) }));
  },
);

/** What must be true of every summary, whoever's it is. */
function itHoldsTogether(record: ARecord): void {
  it('passes the judges', () => {
    expect(judge(summarise(record).parsed)).toEqual([]);
  });

  it('loses no selected entry and not a word or code of one', () => {
    const { selection, text } = summarise(record);
    const exact = parseFhirJson(text);
    const resolve = documentResolver(objectOf(exact) ?? {});
    for (const { section, keys } of selection) {
      const listed = listedIn(exact, section, resolve);
      expect(listed).toHaveLength(keys.length);
      keys.forEach((key, at) => {
        const source = record.resources.get(key);
        const sourceId = record.cards.find((card) => card.key === key)?.sourceId;
        const written = listed[at];
        if (source === undefined || sourceId === undefined || written === undefined) {
          throw new Error('nothing to compare');
        }
        const before = describedIn(source, (reference) => record.lookup(sourceId, reference));
        expect(saidBy(describedIn(written, resolve))).toEqual(saidBy(before));
      });
    }
  });

  it('is read back with one item for each entry', () => {
    const { selection, text } = summarise(record);
    const view = readSummary(text, english);
    const shown = view?.sections.map((section) => section.items.length) ?? [];
    const chosen = selection.map(({ keys }) => keys.length);
    expect(shown).toEqual(chosen);
    const titles =
      view?.sections.flatMap((section) => section.items.map((item) => item.title)) ?? [];
    expect(titles.filter((title) => /no name recorded/.test(title))).toEqual([]);
  });
}

/** What must be the same before and after; where the words of a name stand may change. */
function saidBy(description: Description) {
  const { date, value, referenceRange, flag, doNotPerform, status } = description;
  // A report counts the results beside it in the document, not those that are not part of the summary.
  const facts = description.facts.filter((fact) => fact.name !== 'result').map(withoutAddress);
  // IPS 1.x codes for known absence are put into SNOMED CT, by design.
  const codes = isKnownAbsence(codesIn(description)) ? [] : codesIn(description);
  const { title } = say(description, english);
  return { title, codes, date, value, referenceRange, flag, doNotPerform, status, facts };
}

/** Inside a document an entry that is pointed to has another address, and whom nobody needs there only a name. */
function withoutAddress(fact: Fact): unknown {
  return namesAlone(fact);
}

function namesAlone(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(namesAlone);
  const object = objectOf(value);
  if (object === undefined) return value;
  const name = displayOf(object);
  if (name !== undefined) return name;
  return Object.fromEntries(
    Object.entries(object).map(([member, inner]) => [member, namesAlone(inner)]),
  );
}

/** The words of a reference, or of a concept that is no more than a display. */
function displayOf({ reference, concept }: JsonObject): string | undefined {
  const referred = objectOf(reference);
  if (referred !== undefined) return textOf(referred['display']) ?? '';
  const codings = objectsOf(objectOf(concept)?.['coding']);
  const isName = codings.length === 1 && Object.keys(codings[0] ?? {}).join() === 'display';
  return isName && Object.keys(objectOf(concept) ?? {}).join() === 'coding'
    ? textOf(codings[0]?.['display'])
    : undefined;
}

function listedIn(bundle: unknown, name: string, resolve: Resolve): FhirResource[] {
  const code = sections.find((section) => section.name === name)?.code ?? '';
  const composition = compositionOf(objectOf(bundle) ?? {});
  return objectsOf(composition?.['section'])
    .filter((section) => codesOf(section['code']).includes(`http://loinc.org|${code}`))
    .flatMap((section) => entriesOf(section, resolve));
}
