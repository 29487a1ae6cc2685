import { AppError } from '../../../shared/base/error.ts';
import { stringifyFhirJson } from '../../../shared/fhir/json.ts';
import { defined } from '../../../shared/base/defined.ts';
import type { EntryCard, EntryKey, SourceId } from '../../../shared/record/card.ts';
import type { Source } from '../../../shared/record/source.ts';
import { isCalendarDate } from '../../../shared/share/share-terms.ts';
import { english } from '../../../shared/words/english.ts';
import { composeSummary } from '../../../shared/summary/compose-summary.ts';
import { elsewhereIn } from '../../../shared/summary/elsewhere.ts';
import type { Ledger } from '../../../shared/summary/ledger.ts';
import type { Place } from '../../../shared/summary/place.ts';
import type { SectionSelection } from '../../../shared/summary/select-entries.ts';
import type { LeftOutRule } from '../../../shared/words/left-out-rule.ts';
import type { SectionName } from '../../../shared/words/section-name.ts';
import { countsText, type Statement } from '../../../shared/words/statement.ts';
import type {
  ChosenSection,
  SummarySource,
  SummaryStatements,
} from '../../../shared/summary/summary-input.ts';
import type { SummaryChoices } from '../api/share.ts';
import { entryAt } from '../record/entry-detail.ts';
import { documentDates, newestBySource } from '../catalogue/how-whole.ts';
import { entryByReference, keyByReference } from '../catalogue/resolve-reference.ts';
import {
  lookupIn,
  openWithReferences,
  resourceIn,
  type OpenedResources,
} from '../record/open-resources.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { ledgerNow, wholeCard } from './record-ledger.ts';
import { summaryStatements } from './statements.ts';

export type ComposeTerms = {
  readonly choices: SummaryChoices;
  readonly now: Date;
  readonly software: { readonly name: string; readonly version: string };
};

/**
 * The IPS document of the person's choices, unsigned, decimals to the letter. Entries that do not open are not in it, and
 * it says so.
 * @throws summary-no-patient where the record names nobody
 * @throws message-invalid where the end date is none
 * @throws vault-damaged where the entry that says who it is about does not open
 */
export async function composeDocument(vault: OpenVault, terms: ComposeTerms): Promise<string> {
  const { choices, now, software } = terms;
  if (!isCalendarDate(choices.until)) throw new AppError('message-invalid', { where: 'until' });
  const { person } = vault.state;
  if (person === undefined) throw new AppError('summary-no-patient');
  const ledger = ledgerNow(vault, now, choices);
  return composeLedger(vault, ledger, { person: person.key, until: choices.until, now, software });
}

type LedgerTerms = Omit<ComposeTerms, 'choices'> & {
  /** The entry of the person whom it is about; without one it is about nobody by name. */
  readonly person?: EntryKey;
  readonly until: string;
};

/** The document of what a ledger has in it. @throws vault-damaged where the entry of its person does not open */
export async function composeLedger(
  vault: OpenVault,
  ledger: Ledger,
  { person, until, now, software }: LedgerTerms,
): Promise<string> {
  const { sections, places } = ledger;
  const chosen = sections.flatMap(({ keys }) => keys);
  const wanted = person === undefined ? chosen : [person, ...chosen];
  const opened = await openWithReferences(
    vault,
    wanted.map((key) => entryAt(vault, key)),
  );
  const leftOut = leftOutBySection(places);
  const chosenSections = sections.map((selection) =>
    chosenSection(vault, selection, {
      leftOutByPatient: leftOut.get(selection.section) ?? 0,
      opened,
    }),
  );
  // After the entries were opened: only then is it known what of them is damaged.
  const said = withDamage(summaryStatements(vault, now), sections, chosenSections);
  const statements = { ...said, whole: [...said.whole, ...elsewhereStatement(ledger)] };
  const bundle = composeSummary({
    ...(person === undefined
      ? { patient: { resourceType: 'Patient' } }
      : {
          patient: resourceIn(opened, person),
          patientSourceId: entryAt(vault, person).card.sourceId,
        }),
    sections: chosenSections,
    statements,
    lookup: lookupIn(vault, opened),
    isLeftOut: (sourceId, reference) => {
      const key = keyByReference(vault.state.entries, { sourceId }, reference);
      return key !== undefined && places.get(key)?.in === 'choice';
    },
    mayName: (sourceId, reference) => {
      const key = keyByReference(vault.state.entries, { sourceId }, reference);
      return key !== undefined && !isUnnamed(places.get(key));
    },
    sources: summarySources(vault, [...vault.state.sources.values()]),
    now,
    until,
    newUuid: () => crypto.randomUUID(),
    software,
    words: english,
  });
  return stringifyFhirJson(bundle);
}

/** What stays out for its own sake is not named in passing. */
function isUnnamed(place: Place | undefined): boolean {
  if (place === undefined || place.in === 'choice') return true;
  return place.in === 'rule' && unnamedRules.has(place.rule);
}

const unnamedRules: ReadonlySet<LeftOutRule> = new Set([
  'sensitive',
  'someone-else',
  'entered-in-error',
  'not-so',
  'personal-circumstances',
]);

/** How many entries of each section the person left out. */
function leftOutBySection(places: Ledger['places']): ReadonlyMap<SectionName, number> {
  const counts = new Map<SectionName, number>();
  for (const place of places.values()) {
    if (place.in === 'choice') counts.set(place.section, (counts.get(place.section) ?? 0) + 1);
  }
  return counts;
}

function chosenSection(
  vault: OpenVault,
  selection: SectionSelection,
  choice: { readonly leftOutByPatient: number; readonly opened: OpenedResources },
): ChosenSection {
  const { section, keys, left } = selection;
  return {
    section,
    left,
    leftOutByPatient: choice.leftOutByPatient,
    entries: keys.flatMap((key) => {
      const card = wholeCard(vault, entryAt(vault, key).card);
      if (!isOpened(vault, card, choice.opened)) return [];
      const alsoFrom = left
        .filter(({ rule, of }) => rule === 'shown-once' && of === key)
        .map((one) => entryAt(vault, one.key).card);
      const resource = resourceIn(choice.opened, key);
      return [{ key, card, resource, sourceId: card.sourceId, alsoFrom }];
    }),
  };
}

/** What the record holds and no section tells of. */
function elsewhereStatement(ledger: Ledger): Statement[] {
  const parts = elsewhereIn(ledger);
  return parts.length === 0 ? [] : [{ kind: 'elsewhere', what: countsText(parts) }];
}

/** Each section says how many of its entries did not open. */
function withDamage(
  said: SummaryStatements,
  selected: readonly SectionSelection[],
  chosen: readonly ChosenSection[],
): SummaryStatements {
  const damaged = selected.flatMap(({ section, keys }, at): [SectionName, Statement][] => {
    const count = keys.length - (chosen[at]?.entries.length ?? 0);
    return count === 0 ? [] : [[section, { kind: 'entries-damaged', count: String(count) }]];
  });
  const sections = { ...said.sections };
  for (const [name, one] of damaged) sections[name] = [one, ...(sections[name] ?? [])];
  return { ...said, sections };
}

/** Whether an entry opened, and what says what it is called: without its name a medicine is none. */
function isOpened(vault: OpenVault, card: EntryCard, opened: OpenedResources): boolean {
  if (!opened.has(card.key)) return false;
  if (card.titleReference === undefined) return true;
  const named = entryByReference(vault.state, card, card.titleReference);
  return named === undefined || opened.has(named.card.key);
}

function summarySources(
  { state }: OpenVault,
  sources: readonly Source[],
): ReadonlyMap<SourceId, SummarySource> {
  const newest = newestBySource(state);
  const dates = documentDates(state);
  return new Map(
    sources.map(({ id, name, kind, lastSuccessAt, addedAt }) => [
      id,
      {
        name,
        fetchedAt: lastSuccessAt ?? addedAt,
        isFile: kind === 'file',
        ...defined({ newest: newest.get(id), documentDate: dates.get(id) }),
      },
    ]),
  );
}
