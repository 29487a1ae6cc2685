import {
  isAboutOthers,
  isNotOffered,
  isOfOthers,
  type SkipReason,
  type Skipped,
  type Source,
} from '../../shared/record/source.ts';
import type { SourceWarning } from '../../shared/record/list-warnings.ts';
import type { KeptNote, SourceNote } from '../../shared/record/source-note.ts';
import { formatDate } from '../../shared/fhir/partial-date.ts';
import { english } from '../../shared/words/english.ts';
import { localDate } from './local-time.ts';
import { shelfNames } from './shelf-words.ts';
import { countWords, listWords, typeTitle, typeWords } from './type-words.ts';

/** Why something is not there, in plain words. */
export const skipWords: Readonly<Record<SkipReason, string>> = {
  'no-resource': 'an empty place in the list',
  'no-resource-type': 'it did not say what it is',
  'operation-outcome': 'a message of the service, not a part of the record',
  'server-refused': 'the service refused it',
  'server-broken': 'the service sent something broken',
  'server-busy': 'the service was too busy',
  'server-too-slow': 'the service took too long',
  'not-found': 'the service does not have it',
  'not-offered': 'the service does not seem to keep any',
  'attachment-missing': 'the service no longer has this document',
  'attachment-too-large': 'the document is larger than the limit for this service',
  'attachment-refused': 'the service did not hand out this document',
  'off-origin-link': 'it is at another address, which we did not ask',
  'category-needed':
    'the service gives these by category only, and there may be categories that we do not know',
  'everything-cut-short': 'the service stopped in the middle of sending',
  'more-unknown': 'the service does not say whether there is more',
  'unreadable-line': 'this line could not be read',
  'unreadable-entry': 'it is written in a way that cannot be read',
  'two-values': 'it says two different things in one place, and was not taken in',
  'newer-version':
    'it is written in a newer version of FHIR that this program can read in part only',
  'called-past': 'the file calls it deleted or earlier, and it was not taken in',
  'stayed-text': 'kept as text, to be read in the document',
  'too-deep': 'it has more levels than any record, and was left out for safety',
  'other-person': 'about somebody else in the file',
  'of-nobody': 'it belongs to nobody in the file, or to several at once',
  'about-someone-else': 'about someone else, and not taken in',
  'whose-unclear': 'set apart, because it is or may be about someone else',
};

/** One plain sentence on how complete a source is. */
export function sourceState(source: Source): string {
  const date = source.lastSuccessAt === undefined ? undefined : localDate(source.lastSuccessAt);
  switch (source.state) {
    case 'complete':
      if (source.kind === 'file') return fileWords(source, date);
      return date === undefined ? 'Complete' : `Complete on ${date}`;
    case 'partial':
      return partWords(source.skipped);
    case 'downloading':
      return 'The download was interrupted. What came so far is stored.';
    case 'cancelled':
      return source.kind === 'file'
        ? 'You stopped before its end. What came before is stored; add it again for the rest.'
        : 'You stopped the download. What came so far is stored.';
    case 'failed':
      return source.kind === 'file'
        ? 'It broke off before its end. What came before is stored; add it again for the rest.'
        : 'The download failed. What came so far is stored.';
  }
}

/** A file is read to its end, and may be years old and a part of a record: it is never called complete. */
function fileWords(source: Source, date: string | undefined): string {
  const added = date === undefined ? '' : ` Added ${date}.`;
  if (isLetter(source)) return `This file was kept as it came.${added}`;
  return isWholeFile(source)
    ? `Everything in this file was read.${added}`
    : `Some of this file was kept as text or not read.${added}`;
}

/** A letter or a scan: no program has read what it says. */
function isLetter({ received }: Source): boolean {
  const types = Object.keys(received);
  return (
    types.length > 0 && types.every((type) => /^(?:DocumentReference|Binary|Media)$/.test(type))
  );
}

function isWholeFile({ skipped, notes = [] }: Source): boolean {
  return skipped.every(({ reason }) => reason === 'operation-outcome') && !notes.some(tellsOfLoss);
}

const notesOfLoss: ReadonlySet<SourceNote['kind']> = new Set([
  'sections-as-text',
  'more-behind-end',
  'dicom',
  'locked-pdf',
  'found-inside',
  'phone-records-only',
]);

function tellsOfLoss(note: KeptNote): boolean {
  if (typeof note === 'string') return true;
  return notesOfLoss.has(note.kind);
}

/** Whether a source is shown as one of which nothing is missing: nothing of a file stayed text or was passed over. */
export function isShownWhole(source: Source, warnings: readonly unknown[]): boolean {
  const isRead = source.kind !== 'file' || isWholeFile(source);
  return source.state === 'complete' && warnings.length === 0 && isRead;
}

/** "Newest entry: 9 July 2026." of a file that was read to its end. */
export function newestWords(source: Source, newest: string | undefined): string | undefined {
  if (source.kind !== 'file' || source.state !== 'complete') return undefined;
  return `Newest entry: ${newest === undefined ? 'no date' : formatDate(newest)}.`;
}

/** What is said of how a file was read. */
export function noteWords(note: KeptNote): string {
  return typeof note === 'string' ? note : english.sourceNote(note);
}

/** What a source says of how whole it is: "It says that it is not whole: … (Allergies, Medicines)." */
export function listWarningWords({ code, quotes, shelves }: SourceWarning): string {
  const about = shelves.map((shelf) => shelfNames[shelf]).join(', ');
  const said = quotes.map((quote) => ` It says: “${quote}”`).join('');
  return `The source says that it is not whole (${about}): ${english.listWarning(code)}.${said}`;
}

/** How whole a source is: one that says itself that something is missing is never called complete. */
export function warnedState(source: Source, warnings: readonly SourceWarning[]): string {
  if (source.state !== 'complete' || warnings.length === 0) return sourceState(source);
  const date = source.lastSuccessAt === undefined ? '' : ` on ${localDate(source.lastSuccessAt)}`;
  const came = source.kind === 'file' ? 'Added' : 'Fetched';
  return `${came}${date}, and the source says that it is not whole`;
}

/** "Not supplied by Northgate since 3 May 2026" */
export function notSuppliedWords(sourceName: string, since: string): string {
  return `Not supplied by ${sourceName} since ${localDate(since)}`;
}

/** What is missing, and what is about others: that alone is no loss. */
function partWords(skipped: readonly Skipped[]): string {
  const others = othersWords(skipped);
  const isMissing = others.length === 0 || losses(skipped).some((one) => !isNotOffered(one));
  if (!isMissing) return others.join('. ');
  const missing = `Part of the record ${mayBeWhole(skipped) ? 'may be' : 'is'} missing: ${missingWords(skipped)}`;
  return [missing, ...others.map((words) => `${words}.`)].join(' ');
}

/** "12 entries are about someone else and were not taken in". */
export function othersWords(skipped: readonly Skipped[]): readonly string[] {
  const countOf = (isMeant: (one: Skipped) => boolean) =>
    skipped.filter(isMeant).reduce((sum, { count }) => sum + count, 0);
  const unclear = countOf(({ reason }) => reason === 'whose-unclear');
  const others = countOf((one) => isAboutOthers(one)) - unclear;
  return [
    ...(others === 0
      ? []
      : [
          `${countWords(others, 'entry is', 'entries are')} about someone else and ${others === 1 ? 'was' : 'were'} not taken in`,
        ]),
    ...(unclear === 0
      ? []
      : [
          `${countWords(unclear, 'entry is', 'entries are')} set apart, because ${unclear === 1 ? 'it is or may be' : 'they are or may be'} about someone else`,
        ]),
  ];
}

/** "2 more entries seem to be about a relative, and are set apart": these are no part of what the source counts as missing. */
export function relativesWords(count: number, { skipped }: Pick<Source, 'skipped'>): string[] {
  if (count === 0) return [];
  const more = skipped.some(({ reason }) => reason === 'whose-unclear') ? 'more ' : '';
  const words = countWords(count, `${more}entry seems`, `${more}entries seem`);
  return [`${words} to be about a relative, and ${count === 1 ? 'is' : 'are'} set apart.`];
}

/** Nothing is known to be missing: the service was only asked in a way that may not bring all. */
function mayBeWhole(skipped: readonly Skipped[]): boolean {
  const doubts = losses(skipped);
  return doubts.length > 0 && doubts.every((one) => isDoubt(one));
}

function isDoubt(one: Skipped): boolean {
  return one.reason === 'category-needed' || isNotOffered(one);
}

/**
 * What did not come at all: not what came as text in place of an entry of its own, what came and was set apart, nor what
 * the service does not keep.
 */
export function notCome(skipped: readonly Skipped[]): readonly Skipped[] {
  return skipped.filter((one) => {
    const isHere = isAsText(one) || one.reason === 'whose-unclear';
    return !isHere && !isNotOffered(one);
  });
}

/** One quiet sentence on all that a service seems not to keep; none where there is nothing of that kind. */
export function notOfferedWords(skipped: readonly Skipped[]): readonly string[] {
  const types = skipped.filter(isNotOffered).map(({ type }) => typeWords(type));
  if (types.length === 0) return [];
  return [
    `This service does not seem to keep ${listWords(types)}. It does not say which kinds of entries it has, and answered that there is nothing in these places.`,
  ];
}

/** What came, but only as text. */
export function cameAsText(skipped: readonly Skipped[]): readonly Skipped[] {
  return skipped.filter(isAsText);
}

/** "Documents and scans: the service refused it (3)". */
export function skippedWords(one: Skipped): string {
  const { type, reason, count } = one;
  const [others] = othersWords([one]);
  if (others !== undefined) return others;
  if (type === 'section' && isAsText(one)) return stayedWords(count);
  return `${typeTitle(type)}: ${skipWords[reason]} (${count.toLocaleString('en-GB')})`;
}

/** What stayed text is counted by its statements; in the record those of a section are one entry. */
function stayedWords(count: number): string {
  const statements = countWords(count, 'statement', 'statements');
  return count === 1
    ? `${statements} of the document could not be taken apart, and is kept as text`
    : `${statements} of the document could not be taken apart, and are kept as text: those of a section together, as one entry`;
}

function isAsText({ reason }: Skipped): boolean {
  return reason === 'stayed-text';
}

/** All that did not come but the service's own remarks and what others have, which are no part of a record. */
function losses(skipped: readonly Skipped[]): readonly Skipped[] {
  const lost = notCome(skipped).filter(
    (one) => one.reason !== 'operation-outcome' && !isOfOthers(one) && !isAboutOthers(one),
  );
  // Of a service that gave nothing else either, nobody can say that there was nothing to give.
  return lost.length > 0 ? lost : skipped.filter(isNotOffered);
}

/** "the service refused documents and scans and X-rays; …", grouped by the reason. */
function missingWords(skipped: readonly Skipped[]): string {
  const byReason = new Map<SkipReason, Set<string>>();
  for (const { reason, type } of losses(skipped)) {
    byReason.set(reason, (byReason.get(reason) ?? new Set()).add(typeWords(type)));
  }
  if (byReason.size === 0) return 'the download stopped before its end.';
  return `${[...byReason].map(([reason, types]) => reasonWords(reason, listWords([...types]))).join('; ')}.`;
}

function reasonWords(reason: SkipReason, types: string): string {
  return reasonSentences[reason]?.(types) ?? `${types} (${skipWords[reason]})`;
}

/** `types` is one plain name or several in a row: each sentence must read well with both. */
const reasonSentences: Readonly<Partial<Record<SkipReason, (types: string) => string>>> = {
  'no-resource': () => 'some places in its list are empty',
  'no-resource-type': () => 'some entries do not say what they are',
  'server-refused': (types) => `the service refused ${types}`,
  'server-broken': (types) => `the service did not answer properly when asked for ${types}`,
  'server-busy': (types) => `the service was too busy when asked for ${types}`,
  'server-too-slow': (types) => `the service took too long when asked for ${types}`,
  'not-found': (types) =>
    `the service does not have everything that the record names among ${types}`,
  'not-offered': (types) => `the service gave nothing when asked for ${types}`,
  'attachment-missing': (types) => `the service no longer has some of the ${types}`,
  'attachment-too-large': (types) =>
    `some of the ${types} are larger than the limit for this service`,
  'attachment-refused': (types) => `the service did not hand out some of the ${types}`,
  'off-origin-link': (types) =>
    `for ${types}, the service named another address, which we did not ask`,
  'category-needed': (types) =>
    `the service gives ${types} by category only, and there may be categories that we do not know`,
  'everything-cut-short': (types) => `the service stopped in the middle of sending ${types}`,
  'more-unknown': (types) => `the service does not say whether it has more of ${types}`,
  'unreadable-line': () => 'some lines could not be read',
  'unreadable-entry': () => 'some entries are written in a way that cannot be read',
  'two-values': (types) =>
    `some entries say two different things in one place, and were not taken in (${types})`,
  'newer-version': (types) =>
    `some entries are written in a newer version of FHIR, of which this program cannot read these: ${types}`,
  'called-past': () => 'the file calls some entries deleted or earlier, and they were not taken in',
  'too-deep': (types) =>
    `some entries have more levels than any record, and were left out for safety (${types})`,
};
