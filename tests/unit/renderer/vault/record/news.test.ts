import { beforeEach, describe, expect, it } from 'vitest';
import type { SourceId } from '../../../../../shared/record/card.ts';
import { entryKey } from '../../../../../shared/record/entry-key.ts';
import { earlierVersions } from '../../../../../renderer/vault/record/earlier-versions.ts';
import {
  entriesChange,
  readyEntries,
  sortEntries,
} from '../../../../../renderer/vault/sources/ingest.ts';
import { recordNews } from '../../../../../renderer/vault/record/news.ts';
import { commit } from '../../../../../renderer/vault/open-vault/commit.ts';
import { listEntries, recordView } from '../../../../../renderer/vault/record/record-view.ts';
import { sourceDetails } from '../../../../../renderer/vault/sources/source-details.ts';
import { readIncoming } from '../../../../../shared/fhir/incoming.ts';
import {
  aBundle,
  aCondition,
  aFile,
  aPatient,
  aVault,
  reopened,
  take,
  type TestVault,
} from '../builders.ts';

let made: TestVault;
let source: SourceId;
const later = '2026-11-24T09:00:00.000Z';
const latest = '2026-11-26T09:00:00.000Z';

/** A source with one problem that has a date. */
beforeEach(async () => {
  made = await aVault();
  const asthma = aCondition('c1', 'Asthma', { onsetDateTime: '2019-03' });
  const answer = await take(made.vault, aFile(aBundle([aPatient(), asthma])));
  if (answer.kind !== 'stored') throw new Error('held');
  source = answer.source.id;
});

/** The source says this from `at` on. */
async function says(resource: object, at: string) {
  const { resources } = readIncoming(JSON.stringify(resource));
  const sorted = sortEntries(made.vault.state, await readyEntries(resources, source, at));
  await commit(made.vault, [entriesChange(sorted.fresh)]);
  return sorted;
}

async function newsLines() {
  const view = recordView(made.vault, undefined);
  const { lines } = await listEntries(made.vault, view, { news: true, offset: 0, limit: 10 });
  return lines.map(({ title, news }) => `${title}: ${news ?? ''}`);
}

describe('what is new', () => {
  it('is nothing after the first fetching of a source', async () => {
    expect(recordNews(made.vault.state)).toEqual({ added: 0, changed: 0, notSupplied: 0 });
    expect(await newsLines()).toEqual([]);
  });

  it('is what came or changed after it, until the person has seen it', async () => {
    await says(aCondition('c2', 'Gout'), later);
    await says(aCondition('c1', 'Severe asthma', { onsetDateTime: '2019-03' }), later);
    for (const vault of [made.vault, await reopened(made)]) {
      expect(recordNews(vault.state)).toEqual({
        ...{ added: 1, changed: 1, notSupplied: 0 },
        since: '2026-11-22T09:00:00.000Z',
      });
    }
    expect((await newsLines()).sort()).toEqual(['Gout: new', 'Severe asthma: changed']);
    const settings = { newsSeenAt: '2026-11-25T09:00:00.000Z' };
    await commit(made.vault, [{ events: [{ kind: 'settings', settings }] }]);
    expect(await newsLines()).toEqual([]);
    await says(aCondition('c2', 'Gout, better'), latest);
    expect(await newsLines()).toEqual(['Gout, better: changed']);
  });

  it('is not what was written anew and reads the same', async () => {
    const anew = aCondition('c1', 'Asthma', {
      onsetDateTime: '2019-03',
      identifier: [{ value: 'another' }],
    });
    expect(await says(anew, later)).toMatchObject({ changed: 0, rewritten: 1 });
    expect(recordNews(made.vault.state).changed).toBe(0);
  });

  it('counts what a source does not supply any more', async () => {
    const keys = [...made.vault.state.entries.keys()].filter((key) => key.includes('Condition'));
    await commit(made.vault, [
      { events: [{ kind: 'not-supplied', sourceId: source, keys, at: later }] },
    ]);
    expect(recordNews(made.vault.state).notSupplied).toBe(1);
    const view = recordView(made.vault, undefined);
    const query = { notSupplied: true, source, offset: 0, limit: 10 };
    const { lines } = await listEntries(made.vault, view, query);
    expect(lines.map(({ notSuppliedSince }) => notSuppliedSince)).toEqual([later]);
    expect((await sourceDetails(made.vault, source)).notSupplied).toBe(1);
  });
});

describe('earlier versions', () => {
  const key = () => entryKey(source, 'Condition', 'c1');

  it('say what changed after each, newest first, and what came then', async () => {
    await says(aCondition('c1', 'Severe asthma', { onsetDateTime: '2019-03' }), later);
    await says(aCondition('c1', 'Severe asthma'), latest);
    const versions = await earlierVersions(made.vault, key());
    expect(versions.map(({ at, changes }) => ({ at, changes }))).toEqual([
      { at: later, changes: [{ name: 'Started', before: 'March 2019' }] },
      {
        at: '2026-11-22T09:00:00.000Z',
        changes: [{ name: 'Name', before: 'Asthma', now: 'Severe asthma' }],
      },
    ]);
    expect(versions[1]?.original).toContain('"text": "Asthma"');
    expect(versions[1]?.facts).toContainEqual({ name: 'Started', value: 'March 2019' });
  });

  it('are listed by their cards where their texts do not open any more', async () => {
    await says(aCondition('c1', 'Severe asthma'), later);
    const [first = ''] = made.rows.segments.keys();
    made.rows.segments.delete(first);
    const [version] = await earlierVersions(made.vault, key());
    expect(version).toMatchObject({ changes: [{ name: 'Name', before: 'Asthma' }, {}] });
    expect(version?.original).toBeUndefined();
  });
});

describe('the details of a source', () => {
  it('count by kind what is in the record, each with its newest date', async () => {
    await says(aCondition('c2', 'Gout', { onsetDateTime: '2020-05-01' }), later);
    const details = await sourceDetails(made.vault, source);
    expect(details.kinds).toEqual([
      { type: 'Condition', count: 2, newest: '2020-05-01' },
      { type: 'Patient', count: 1 },
    ]);
    expect(details).toMatchObject({ access: 'none', goesOn: false, news: { added: 1 } });
  });
});
