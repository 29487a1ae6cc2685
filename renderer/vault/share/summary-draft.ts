import type { EntryCard } from '../../../shared/record/card.ts';
import { sensitiveHint } from '../../../shared/record/sensitive.ts';
import { english } from '../../../shared/words/english.ts';
import { say, type SaidFact } from '../../../shared/words/say.ts';
import { sectionNamed } from '../../../shared/summary/sections.ts';
import type { Statement } from '../../../shared/words/statement.ts';
import type { SectionSelection } from '../../../shared/summary/select-entries.ts';
import type { DraftItem, DraftSection, DraftStatement, SummaryDraft } from '../api/share.ts';
import { titleOf } from '../record/entry-line.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { ledgerNow, wholeCard } from './record-ledger.ts';
import { summaryStatements } from './statements.ts';

const defaultDays = 14;
const dayLength = 24 * 60 * 60 * 1000;

/** What a summary would hold now, entry by entry. */
export function summaryDraft(vault: OpenVault, now: Date): SummaryDraft {
  const end = new Date(now.getTime() + defaultDays * dayLength);
  const { sections, places } = ledgerNow(vault, now);
  const said = summaryStatements(vault, now);
  return {
    statements: said.whole.map(draftStatement),
    sections: sections.flatMap((selection) =>
      draftSection(vault, selection, said.sections[selection.section] ?? []),
    ),
    notIn: [...places.values()].filter((place) => place.in !== 'section').length,
    defaultUntil: end.toISOString().slice(0, 10),
  };
}

function draftStatement(statement: Statement): DraftStatement {
  return { kind: statement.kind, words: english.statement(statement) };
}

/** A section with nothing in it is offered only where the summary will say so. */
function draftSection(
  vault: OpenVault,
  selection: SectionSelection,
  statements: readonly Statement[],
): DraftSection[] {
  const { code, name, need } = sectionNamed(selection.section);
  if (selection.keys.length === 0 && need !== 'required') return [];
  const section = {
    statements: statements.map(draftStatement),
    code,
    title: english.sections[name],
    items: selection.keys.flatMap((key) => {
      const entry = vault.state.entries.get(key);
      return entry === undefined ? [] : draftItem(vault, wholeCard(vault, entry.card));
    }),
  };
  return [section];
}

export function draftItem(vault: OpenVault, card: EntryCard): DraftItem {
  const detail = detailOf(card);
  const sensitive = sensitiveHint(card);
  const since = vault.state.notSupplied.get(card.key);
  const by = vault.state.sources.get(card.sourceId)?.name ?? '';
  return {
    key: card.key,
    title: titleOf(vault.state, card),
    severe: card.category === 'allergies' && card.flag === 'critical',
    ...(detail === '' ? {} : { detail }),
    ...(card.date === undefined ? {} : { date: card.date }),
    ...(sensitive === undefined ? {} : { sensitive }),
    ...(since === undefined ? {} : { notSupplied: { by, since } }),
  };
}

const telling: ReadonlySet<SaidFact['is']> = new Set([
  'bodySite',
  'dosage',
  'doseNumber',
  'ingredient',
  'manifestation',
  'site',
  'specimen',
]);

/** Enough to tell one line from the next: value, dose or reaction, and a status that is not the usual one. */
function detailOf(card: EntryCard): string {
  const said = say(card, english);
  const facts = said.facts
    .filter((fact) => telling.has(fact.is))
    .map((fact) => fact.gist ?? fact.value);
  const status = card.standing === 'current' ? undefined : said.status;
  return [said.value, ...facts, status].filter((part) => part !== undefined).join(', ');
}
