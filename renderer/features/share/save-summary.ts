import { renderToStaticMarkup } from 'react-dom/server';
import { createElement } from 'react';
import { formatDate } from '../../../shared/fhir/partial-date.ts';
import type { SummaryView } from '../../../shared/summary/view.ts';
import { readSummary } from '../../../shared/summary/read-summary.ts';
import { english } from '../../../shared/words/english.ts';
import type { Bytes } from '../../../shared/base/bytes.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import type { PreparedSummary } from '../../program/navigation.ts';
import type { Problem } from '../../program/problem.ts';
import type { Program } from '../../program/program.ts';
import { SummaryDocument, validityWords } from '../../ui/SummaryDocument.tsx';
import type { NewShare } from '../../vault/api/share.ts';

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly fileName: string }
  | { readonly kind: 'not-saved' }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Prints the summary from the preview's own component, signs it, saves it and writes it into the share log. */
export async function savePdf(program: Program, summary: PreparedSummary): Promise<SaveOutcome> {
  const view = readSummary(summary.bundleText, english);
  if (view === undefined) return { kind: 'problem', problem: { code: 'share-unreadable' } };
  const printed = await program.main('print:pdf', {
    html: renderToStaticMarkup(createElement(SummaryDocument, { view })),
    title: 'Patient summary',
    language: 'en-GB',
    footer: footerWords(view),
  });
  if (!printed.ok) return { kind: 'problem', problem: printed };
  const signed = await program.vault.signedPdf(printed.value, summary.bundleText);
  if (!signed.ok) return { kind: 'problem', problem: signed };
  return saveShare(program, summary, 'pdf', {
    suggestedName: `patient-summary-until-${summary.choices.until}.pdf`,
    bytes: signed.value,
    kind: 'pdf',
  });
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
