import { renderToStaticMarkup } from 'react-dom/server';
import { createElement } from 'react';
import { formatDate } from '../../../shared/fhir/partial-date.ts';
import type { SummaryView } from '../../../shared/summary/view.ts';
import { readSummary } from '../../../shared/summary/read-summary.ts';
import { english } from '../../../shared/words/english.ts';
import type { Bytes } from '../../../shared/base/bytes.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import type { PreparedSummary } from '../../program/navigation.ts';
import { problemOf, type Problem } from '../../program/problem.ts';
import type { Program } from '../../program/program.ts';
import { SummaryDocument, validityWords } from '../../ui/SummaryDocument.tsx';
import type { NewShare } from '../../vault/api/share.ts';

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly fileName: string }
  | { readonly kind: 'not-saved' }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Prints the summary from the preview's own component, signs it, saves it and writes it into the share log. */
export async function savePdf(program: Program, summary: PreparedSummary): Promise<SaveOutcome> {
  const pdf = await signedPdf(program, summary);
  if ('problem' in pdf) return { kind: 'problem', problem: pdf.problem };
  return saveShare(program, summary, 'pdf', {
    suggestedName: `patient-summary-until-${summary.choices.until}.pdf`,
    bytes: pdf.bytes,
    kind: 'pdf',
  });
}

/** The pages as they are saved, with their signature. */
export async function signedPdf(
  program: Program,
  summary: PreparedSummary,
): Promise<{ readonly bytes: Bytes } | { readonly problem: Problem }> {
  const view = readSummary(summary.bundleText, english);
  if (view === undefined) return { problem: { code: 'share-unreadable' } };
  const printed = await program.main('print:pdf', {
    html: renderToStaticMarkup(createElement(SummaryDocument, { view })),
    title: 'Patient summary',
    language: 'en-GB',
    footer: footerWords(view),
  });
  if (!printed.ok) return { problem: printed };
  const signed = await program.vault.signedPdf(printed.value, summary.bundleText);
  return signed.ok ? { bytes: signed.value } : { problem: signed };
}

/** Writes into the share log that a summary or card went to a printer. */
export async function recordPrinted(
  { vault }: Program,
  { choices, entries }: PreparedSummary,
  kind: NewShare['kind'],
): Promise<Problem | undefined> {
  const recorded = await vault.recordShare({
    kind,
    until: choices.until,
    fileName: '',
    printed: true,
    leftOutByPatient: choices.leftOut.length,
    entries,
  });
  return problemOf(recorded);
}

/** Signs the FHIR document, saves it and writes it into the share log. */
export async function saveFhirFile(
  program: Program,
  summary: PreparedSummary,
): Promise<SaveOutcome> {
  const signed = await program.vault.signedBundle(summary.bundleText);
  if (!signed.ok) return { kind: 'problem', problem: signed };
  return saveShare(program, summary, 'json', {
    suggestedName: `patient-summary-until-${summary.choices.until}.ips.json`,
    bytes: signed.value,
    kind: 'json',
  });
}

/** Saves the picture of a text card and writes it into the share log. */
export function saveCardPicture(
  program: Program,
  summary: PreparedSummary,
  png: Bytes,
): Promise<SaveOutcome> {
  return saveShare(program, summary, 'card', {
    suggestedName: `patient-card-until-${summary.choices.until}.png`,
    bytes: png,
    kind: 'png',
  });
}

/** Saves the words of a text card and writes it into the share log. */
export function saveCardText(
  program: Program,
  summary: PreparedSummary,
  text: Bytes,
): Promise<SaveOutcome> {
  return saveShare(program, summary, 'card', {
    suggestedName: `patient-card-until-${summary.choices.until}.txt`,
    bytes: text,
    kind: 'text',
  });
}

async function saveShare(
  { main, vault }: Program,
  { choices, entries }: PreparedSummary,
  kind: NewShare['kind'],
  file: Input<'file:save'>,
): Promise<SaveOutcome> {
  const saved = await main('file:save', file);
  if (!saved.ok) return { kind: 'problem', problem: saved };
  if (!saved.value.saved) return { kind: 'not-saved' };
  const fileName = saved.value.fileName ?? file.suggestedName;
  const recorded = await vault.recordShare({
    kind,
    until: choices.until,
    fileName,
    leftOutByPatient: choices.leftOut.length,
    entries,
  });
  return recorded.ok ? { kind: 'saved', fileName } : { kind: 'problem', problem: recorded };
}

/** What stands at the foot of every page: who, and from when until when. */
function footerWords(view: SummaryView): string {
  const { name, birthDate } = view.person;
  const who = birthDate === undefined ? name : `${name}, born ${formatDate(birthDate)}`;
  return `${who}. ${validityWords(view)}`.slice(0, 500);
}
