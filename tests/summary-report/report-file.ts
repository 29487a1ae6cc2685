import { errorWords } from '../../renderer/program/error-words.ts';
import type { FileOutcome, IncomingFile } from '../../renderer/vault/api/files.ts';
import { addFiles } from '../../renderer/vault/files/add-files.ts';
import type { OpenVault } from '../../renderer/vault/open-vault/open-vault.ts';
import { entryDetail } from '../../renderer/vault/record/entry-detail.ts';
import { listEntries, recordView } from '../../renderer/vault/record/record-view.ts';
import { readSigningKeys } from '../../renderer/vault/crypto/signing-keys.ts';
import { composeDocument } from '../../renderer/vault/share/compose.ts';
import { signedBundle } from '../../renderer/vault/share/sign.ts';
import { ledgerNow } from '../../renderer/vault/share/record-ledger.ts';
import { summaryDraft } from '../../renderer/vault/share/summary-draft.ts';
import { textCardContentOf } from '../../renderer/vault/share/text-card-content.ts';
import { fromUtf8 } from '../../shared/base/bytes.ts';
import { composeTextCard } from '../../shared/share/text-card.ts';
import { readSummary } from '../../shared/summary/read-summary.ts';
import { english } from '../../shared/words/english.ts';
import { judge } from '../conformance/judges/judge.ts';
import { readQr } from '../import-report/read-qr.ts';
import { aVault } from '../unit/renderer/vault/builders.ts';
import { entryMarkup, summaryMarkup } from './page-markup.ts';
import { textOfMarkup } from './page-text.ts';
import { writtenLedger, type WrittenLedger } from './written-ledger.ts';

/** What a record and its summary say, as texts to be read and compared. */
export type FileReport = {
  readonly outcomes: readonly FileOutcome[];
  /** How many people the file is about, where they are several: this is the first. */
  readonly people?: number;
  /** Why there is no record of it, in words. */
  readonly refused?: string;
  /** Every entry's page as a person reads it, one after the other. */
  readonly record: string;
  readonly ledger: WrittenLedger;
  /** Absent where the record names nobody whose summary it could be. */
  readonly summary?: SummaryReport;
};

export type SummaryReport = {
  /** The clinician's page, in reading order. */
  readonly text: string;
  /** The same as it is printed. */
  readonly markup: string;
  readonly card: string;
  /** The signed FHIR document. */
  readonly ips: string;
  readonly errors: readonly string[];
};

/** Takes files that belong together into an empty record, as the program does, and writes down what a person can read of it. */
export async function reportFiles(files: readonly IncomingFile[], now: Date): Promise<FileReport> {
  const first = await added(files, now, {});
  const several = first.outcomes.find((one) => one.outcome === 'several');
  if (several?.outcome !== 'several') return reportOf(first.vault, first.outcomes, now);
  const only = first.outcomes.flatMap((one) => (one.outcome === 'several' ? [one.path] : []));
  const person = several.people[0]?.id;
  if (person === undefined) return reportOf(first.vault, first.outcomes, now);
  const chosen = await added(files, now, { only, person });
  const report = await reportOf(chosen.vault, chosen.outcomes, now);
  return { ...report, people: several.people.length };
}

/** The summary alone of files that belong together; `undefined` where the record names nobody. */
export async function summaryOfFiles(
  files: readonly IncomingFile[],
  now: Date,
): Promise<SummaryReport | undefined> {
  const { vault } = await added(files, now, {});
  if (vault.state.person === undefined) return undefined;
  return summaryReport(vault, now, summaryDraft(vault, now).defaultUntil);
}

async function added(
  files: readonly IncomingFile[],
  now: Date,
  chosen: { readonly only?: readonly string[]; readonly person?: string },
) {
  const { vault } = await aVault();
  const outcomes = await addFiles(vault, files, {
    options: { acceptOtherPerson: true, ...chosen },
    progress: () => undefined,
    clock: () => now,
    issuerKeys: () => Promise.resolve(undefined),
    readQr,
  });
  return { vault, outcomes };
}

async function reportOf(
  vault: OpenVault,
  outcomes: readonly FileOutcome[],
  now: Date,
): Promise<FileReport> {
  const draft = summaryDraft(vault, now);
  const refused = outcomes.every(({ outcome }) => outcome !== 'stored');
  return {
    outcomes,
    ...(refused ? { refused: outcomes.map(wordsOf).join('; ') } : {}),
    record: await recordText(vault),
    ledger: writtenLedger(vault, ledgerNow(vault, now)),
    ...(vault.state.person === undefined
      ? {}
      : { summary: await summaryReport(vault, now, draft.defaultUntil) }),
  };
}

function wordsOf(outcome: FileOutcome): string {
  return outcome.outcome === 'refused' ? errorWords[outcome.code].title : outcome.outcome;
}

async function recordText(vault: OpenVault): Promise<string> {
  const all = { withErrors: true, offset: 0, limit: Number.POSITIVE_INFINITY };
  const own = await listEntries(vault, recordView(vault, undefined), all);
  const aside = await listEntries(vault, recordView(vault, undefined), { ...all, setAside: true });
  const pages: string[] = [];
  for (const { key } of [...own.lines, ...aside.lines]) {
    pages.push(textOfMarkup(entryMarkup(await entryDetail(vault, key))));
  }
  return `${pages.join('\n\n')}\n`;
}

async function summaryReport(vault: OpenVault, now: Date, until: string): Promise<SummaryReport> {
  const bundleText = await composeDocument(vault, {
    choices: { leftOut: [], until },
    now,
    software: { name: 'Patient-Held Record', version: 'report' },
  });
  const view = readSummary(bundleText, english);
  if (view === undefined) throw new Error('The summary cannot be read back.');
  const markup = summaryMarkup(view);
  const keys = await readSigningKeys(vault.secrets);
  const card = await composeTextCard(textCardContentOf(view, english), keys);
  return {
    text: `${textOfMarkup(markup)}\n`,
    markup,
    card: `${card.text}\n`,
    ips: fromUtf8(await signedBundle(vault.secrets, bundleText)),
    errors: judge(JSON.parse(bundleText)).map(
      ({ rule, where, what }) => `${where} ${rule}: ${what}`,
    ),
  };
}
