import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFhirJson } from '../../../../../shared/fhir/json.ts';
import { resourceOf } from '../../../../../shared/fhir/resource.ts';
import {
  describe as describeResource,
  descriptionVersion,
} from '../../../../../shared/record/describe.ts';
import {
  checkedVault,
  renewCatalogue,
} from '../../../../../renderer/vault/record/catalogue-care.ts';
import {
  describeAnew,
  isDescribedEarlier,
} from '../../../../../renderer/vault/record/describe-anew.ts';
import { earlierVersions } from '../../../../../renderer/vault/record/earlier-versions.ts';
import {
  listEntries,
  overviewOf,
  recordView,
} from '../../../../../renderer/vault/record/record-view.ts';
import { unlockVault } from '../../../../../renderer/vault/people/lifecycle.ts';
import { commit } from '../../../../../renderer/vault/open-vault/commit.ts';
import { textAt } from '../../../../../renderer/vault/open-vault/segments.ts';
import { damagedRowCount } from '../../../../../renderer/vault/open-vault/damage.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { fixtures } from '../../../../places.ts';
import { earlierVault, type EarlierVault } from '../stored.ts';

const formats = ['v1', 'v2'] as const;
const all = { offset: 0, limit: 10_000 };

/** What the program that made a vault said of it. @see tests/fixtures/vaults/README.md */
type Told = Awaited<ReturnType<typeof toldBy>>;
type ToldLine = Told['lines'][number] & { readonly category?: string; readonly status?: string };

function told(format: 'v1' | 'v2'): Told {
  const file = new URL(`vaults/${format}/said.json`, fixtures);
  const { overview, lines, found } = JSON.parse(readFileSync(file, 'utf8')) as Told; // written by that program
  return { overview, lines: lines.map(inWordsOfNow), found };
}

/** Statuses that are put into plainer words since; and what facts are called is not compared. */
function inWordsOfNow(line: ToldLine): ToldLine {
  const isResolved = line.category === 'allergies' && line.status === 'Resolved';
  const isOpen = line.status === 'Preliminary';
  return {
    ...line,
    ...(isResolved ? { status: 'Past: resolved' } : {}),
    ...(isOpen ? { status: 'Preliminary, not final' } : {}),
    facts: line.facts.map(({ value }) => ({ value })),
  };
}

const searches = [
  'penicillin',
  'do not give',
  'prescription',
  'stay in hospital',
  'vital sign',
  'eye clinic',
  'asthma',
];

const without = (object: object, ...names: string[]) =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** What stands on a line since, beside what stood there. */
const since = ['flagged', 'isFromFile'];

/** All that a person reads of a record: the first screen, every entry with its earlier versions, what searches find. */
async function toldBy(vault: OpenVault) {
  const view = recordView(vault, undefined);
  const { lines } = await listEntries(vault, view, { ...all, withErrors: true });
  const said = [];
  for (const line of lines) {
    const versions = line.earlierVersions === 0 ? [] : await earlierVersions(vault, line.key);
    const earlier = versions.map(({ at, changes, facts }) => ({ at, changes, facts }));
    // What a fact is called may change; what it says may not.
    const facts = line.facts.map(({ value }) => ({ value }));
    const own = without(line, 'resourceType', 'resourceId', 'sourceId', ...since);
    said.push({ ...own, facts, earlier });
  }
  const { counts, redFlags, hiddenAsError, person } = overviewOf(vault, view);
  const found: Record<string, readonly string[]> = {};
  for (const search of searches) {
    const { lines: hits } = await listEntries(vault, view, { ...all, search });
    found[search] = hits.map(({ key }) => key);
  }
  const whole = {
    overview: { counts, redFlags, hiddenAsError, person },
    lines: said,
    found,
  };
  return JSON.parse(JSON.stringify(whole)) as typeof whole;
}

async function opened({ stores, recoveryCode: code }: EarlierVault): Promise<OpenVault> {
  const [name = ''] = await stores.names();
  const vault = await unlockVault(stores.open(name), { kind: 'recovery', code });
  await checkedVault(vault);
  return vault;
}

const versions = (vault: OpenVault) =>
  [...vault.state.entries.values()].flatMap((entry) => [entry, ...entry.earlier]);

describe.each(formats)('a vault of an earlier program: %s', (format) => {
  it('is shown as that program showed it, until its cards are made anew', async () => {
    const vault = await opened(earlierVault(format));
    expect(isDescribedEarlier(vault)).toBe(true);
    const { found, ...seen } = await toldBy(vault);
    const { found: foundThen, ...seenThen } = told(format);
    expect(seen).toEqual(seenThen);
    // Facts are searched since: what was found is found still, with more beside it.
    for (const [words, keys] of Object.entries(foundThen)) {
      expect(found[words]).toEqual(expect.arrayContaining([...keys]));
    }
  });

  it('says then what this program reads in each resource, now and at the next opening', async () => {
    const made = earlierVault(format);
    const vault = await opened(made);
    const before = await toldBy(vault);
    await describeAnew(vault);
    expect(isDescribedEarlier(vault)).toBe(false);
    for (const { card, place } of versions(vault)) {
      const resource = resourceOf(parseFhirJson(await textAt(vault.segments, place)));
      if (resource === undefined) throw new Error('the entry does not open');
      expect(card).toMatchObject(JSON.parse(JSON.stringify(describeResource(resource))) as object);
    }
    const after = await toldBy(vault);
    expect(after.overview).toEqual(before.overview);
    expect(after.lines).toHaveLength(before.lines.length);
    const again = await opened(made);
    expect(isDescribedEarlier(again)).toBe(false);
    expect(await toldBy(again)).toEqual(after);
  });

  it('has facts as data then, and everything else of its cards as it was', async () => {
    const vault = await opened(earlierVault(format));
    const before = versions(vault);
    await describeAnew(vault);
    const after = versions(vault);
    expect(after.map(({ card }) => card.describedBy)).toEqual(after.map(() => descriptionVersion));
    const beside = ({ card, place }: (typeof before)[number]) => {
      const { key, sourceId, fetchedAt, contentHash, textHash, fullUrl, original } = card;
      const { earlierVersions: earlier, isOwnDocument, references, attachments, security } = card;
      return [
        ...[key, sourceId, fetchedAt, contentHash, textHash, fullUrl, original, place, earlier],
        ...[isOwnDocument, references, attachments, security, card.resourceId, card.terms],
      ];
    };
    expect(after.map(beside)).toEqual(before.map(beside));
    const values = after.flatMap(({ card }) => card.facts.map(({ value }) => value));
    expect(values.filter((value) => typeof value === 'object').length).toBeGreaterThan(20);
  });

  it('keeps its log and its segments to the letter', async () => {
    const made = earlierVault(format);
    const vault = await opened(made);
    const { log, segments } = structuredClone(made.rows);
    await describeAnew(vault);
    expect(made.rows.log).toEqual(log);
    expect(made.rows.segments).toEqual(segments);
  });

  it('is whole and goes on where it stopped, at whichever write it is killed', async () => {
    const whole = earlierVault(format);
    const before = whole.rows.transactions.length;
    const first = await opened(whole);
    // Small blocks: there are several steps.
    await renewCatalogue(first, { entries: 40, rows: 10 });
    const made = { ...whole, stores: whole.stores.copy() };
    await describeAnew(await opened({ ...made, stores: made.stores.copy() }));
    for (let writes = 0; writes < 12; writes += 1) {
      const stores = made.stores.copy();
      const killed = await opened({ ...made, stores });
      stores.rows().faultAfter = writes;
      await describeAnew(killed).catch(() => undefined);
      stores.rows().faultAfter = undefined;
      const again = await opened({ ...made, stores });
      expect(damagedRowCount(again)).toBe(0);
      expect(versions(again)).toHaveLength(versions(first).length);
      await describeAnew(again);
      expect(isDescribedEarlier(again)).toBe(false);
      const { catalogue } = await opened({ ...made, stores });
      expect(catalogue.frontDescribedBy).toBe(descriptionVersion);
    }
    expect(before).toBeLessThan(whole.rows.transactions.length);
  });
});

describe('making cards anew', () => {
  it('leaves the card of an entry whose text does not open as it was, and makes the others', async () => {
    const made = earlierVault('v2');
    const segment = versions(await opened(made)).at(-1)?.place.segment ?? '';
    made.rows.segments.delete(segment);
    const vault = await opened(made);
    const before = await toldBy(vault);
    await describeAnew(vault);
    const lost = versions(vault).filter(({ place }) => place.segment === segment);
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.map(({ card }) => card.describedBy)).toEqual(lost.map(() => 0));
    const others = versions(vault).filter(({ place }) => place.segment !== segment);
    expect(others.map(({ card }) => card.describedBy)).toEqual(
      others.map(() => descriptionVersion),
    );
    const after = await toldBy(vault);
    expect(after.overview).toEqual(before.overview);
    expect(after.lines).toHaveLength(before.lines.length);
  });

  it('loses nothing that comes in while it goes on', async () => {
    const made = earlierVault('v2');
    const vault = await opened(made);
    const count = versions(vault).length;
    const [entry] = versions(vault);
    if (entry === undefined) throw new Error('there is an entry');
    const newer = { ...entry.card, fetchedAt: '2026-12-01T00:00:00.000Z', contentHash: 'other' };
    const going = describeAnew(vault);
    await commit(vault, [
      { events: [{ kind: 'entries', entries: [{ card: newer, place: entry.place }] }] },
    ]);
    await renewCatalogue(vault);
    await going;
    await describeAnew(vault);
    const again = await opened(made);
    expect(versions(again)).toHaveLength(count + 1);
    expect(damagedRowCount(again)).toBe(0);
    expect(isDescribedEarlier(again)).toBe(false);
  });

  it('does nothing where there is nothing to do', async () => {
    const made = earlierVault('v2');
    await describeAnew(await opened(made));
    const again = await opened(made);
    const written = made.rows.transactions.length;
    await describeAnew(again);
    expect(made.rows.transactions).toHaveLength(written);
  });
});
