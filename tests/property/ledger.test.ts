import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/base/error.ts';
import type { EntryCard, EntryKey, SourceId } from '../../shared/record/card.ts';
import {
  asChosen,
  makeLedger,
  type Ledger,
  type LedgerChoices,
  type LedgerRecord,
} from '../../shared/summary/ledger.ts';
import type { Place } from '../../shared/summary/place.ts';
import { firmRules, leftOutRules } from '../../shared/words/left-out-rule.ts';
import { readIncoming } from '../../shared/fhir/incoming.ts';
import { lookupKeyOf } from '../../shared/fhir/reference.ts';
import { entryKey } from '../../shared/record/entry-key.ts';
import { aRecord, dayAfter, readRecordFile, type ARecord } from '../conformance/a-record.ts';
import { makeRecord } from '../bench/make-record.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shared = join(root, '..', 'shared', 'data');

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile() && /\.json(\.gz)?$/.test(file.name))
    .map((file) => join(file.parentPath, file.name))
    .sort();
}

/** The record as the ledger wants it; `aside`: what is somebody else's. */
function ledgerRecord(record: ARecord, aside: ReadonlySet<EntryKey> = new Set()): LedgerRecord {
  const cards = [...new Map(record.cards.map((card) => [card.key, card])).values()];
  return {
    cards,
    person: cards.find(({ resourceType }) => resourceType === 'Patient')?.key,
    isSetAside: (key) => aside.has(key),
    entryAt: ({ sourceId }, reference) => keyOf(sourceId, reference),
  };
}

function keyOf(sourceId: SourceId, reference: string): EntryKey | undefined {
  const [type, id] = (lookupKeyOf(reference) ?? '').split('/');
  return type === undefined || id === undefined ? undefined : entryKey(sourceId, type, id);
}

const noChoices: LedgerChoices = { leftOut: new Set(), putIn: new Set() };

function chosenLedger(record: LedgerRecord, choices: LedgerChoices, now: Date): Ledger {
  const cards = new Map(record.cards.map((card) => [card.key, card]));
  return asChosen(makeLedger(record, now), choices, (key) => present(cards.get(key)));
}

function present(card: EntryCard | undefined): EntryCard {
  if (card === undefined) throw new RangeError('no card has this key');
  return card;
}

/** What must be true of every ledger, whatever the record and whatever the person chose. */
function itAddsUp(record: LedgerRecord, choices = noChoices, now = new Date('2026-11-30')): void {
  const { places, sections } = chosenLedger(record, choices, now);
  expect([...places.keys()].sort()).toEqual(record.cards.map(({ key }) => key).sort());
  const listed = sections.flatMap(({ section, keys }) =>
    keys.map((key) => [section, key] as const),
  );
  expect(new Set(listed.map(([, key]) => key)).size).toBe(listed.length);
  for (const [section, key] of listed) expect(places.get(key)).toEqual({ in: 'section', section });
  const isListed = (place: Place) => place.in === 'section' && place.section !== 'head';
  expect([...places.values()].filter(isListed)).toHaveLength(listed.length);
  for (const card of record.cards) {
    const place = places.get(card.key);
    if (place?.in === 'rule') expect(leftOutRules).toContain(place.rule);
    if (place?.in === 'rule' && place.of !== undefined) {
      expect(place.of).not.toBe(card.key);
      expect(places.has(place.of)).toBe(true);
      // What it is said to repeat can be read, unless the person took that out.
      if (choices === noChoices) expect(places.get(place.of)).toMatchObject({ in: 'section' });
    }
    if (place?.in === 'entry') expect(places.has(place.of)).toBe(true);
    if (card.standing === 'error') expect(place).toMatchObject({ in: 'rule' });
    if (record.isSetAside(card.key)) expect(place).toEqual({ in: 'rule', rule: 'someone-else' });
  }
}

const files = filesIn(join(shared, 'records')).filter((file) => !file.includes('large'));

describe.skipIf(files.length === 0)('the ledger of real records (skipped: no ../shared)', () => {
  it('has every entry in exactly one place', () => {
    let records = 0;
    for (const file of files) {
      const record = readOrNothing(file);
      if (record === undefined) continue;
      records += 1;
      itAddsUp(ledgerRecord(record), noChoices, dayAfter(record));
    }
    expect(records).toBeGreaterThan(80);
  });
});

/** Some files of the collection are no FHIR, on purpose. */
function readOrNothing(file: string): ARecord | undefined {
  try {
    return aRecord({ file: readRecordFile(file) });
  } catch (thrown) {
    if (thrown instanceof AppError || thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

describe('the ledger of made records', () => {
  const record = aRecord({ 'A surgery': readIncoming(makeRecord(400)).resources });
  const { cards } = ledgerRecord(record);
  const someKeys = fc.subarray(cards.map(({ key }) => key));

  it('adds up whatever is left out, put in, and set apart', () => {
    fc.assert(
      fc.property(someKeys, someKeys, someKeys, (leftOut, putIn, aside) => {
        const choices = { leftOut: new Set(leftOut), putIn: new Set(putIn) };
        itAddsUp(ledgerRecord(record, new Set(aside)), choices);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 40) },
    );
  });

  it('puts in whatever the person puts in, but for what no summary may hold', () => {
    const now = new Date('2026-11-30');
    const ledger = ledgerRecord(record);
    const outside = [...makeLedger(ledger, now).places].filter(
      ([, place]) => place.in === 'rule' && !firmRules.has(place.rule),
    );
    const putIn = new Set(outside.map(([key]) => key));
    expect(putIn.size).toBeGreaterThan(50);
    const { places } = chosenLedger(ledger, { leftOut: new Set(), putIn }, now);
    expect([...putIn].filter((key) => places.get(key)?.in !== 'section')).toEqual([]);
  });
});
