import { codeOf } from '../../../shared/base/error.ts';
import { withoutControls } from '../../../shared/base/text-encoding.ts';
import { mendedJson } from '../../../shared/fhir/mended-json.ts';
import { readRecord, type RecordIncoming } from '../../../shared/fhir/read-record.ts';

/** What was read of a text, and whether something had to be put right for that. */
export type ReadText = { readonly incoming: RecordIncoming; readonly isMended: boolean };

/** What a text says that could not be read as it is may be read with small faults put right. */
const mendable: ReadonlySet<string | undefined> = new Set([
  'file-not-health-data',
  'file-ill-formed',
  'file-truncated',
  'file-unreadable',
]);

/**
 * Reads JSON or lines of it. Where something in it cannot be read, small faults are put right (`mendedJson`), and what
 * that gives counts if it costs nothing that was read before.
 * @throws as `readRecord`
 */
export function readJsonText(text: string): ReadText {
  const plain = attempt(() => readRecord(text));
  if ('incoming' in plain && brokenIn(plain.incoming) === 0) return asItIs(plain.incoming);
  if ('thrown' in plain && !mendable.has(codeOf(plain.thrown))) throw plain.thrown;
  const mended = mendedJson(text);
  const again = mended === undefined ? undefined : attempt(() => readRecord(mended));
  if (again !== undefined && 'incoming' in again && isBetter(again.incoming, plain)) {
    return { incoming: again.incoming, isMended: true };
  }
  if ('thrown' in plain) throw plain.thrown;
  return asItIs(plain.incoming);
}

/** Reads FHIR's XML; control characters, which XML forbids, are read as spaces. @throws as `readRecord` */
export function readXmlText(text: string): ReadText {
  const clean = withoutControls(text);
  return { incoming: readRecord(clean), isMended: clean !== text };
}

type Attempt = { readonly incoming: RecordIncoming } | { readonly thrown: unknown };

function attempt(read: () => RecordIncoming): Attempt {
  try {
    return { incoming: read() };
  } catch (thrown) {
    return { thrown };
  }
}

function asItIs(incoming: RecordIncoming): ReadText {
  return { incoming, isMended: false };
}

function isBetter(mended: RecordIncoming, plain: Attempt): boolean {
  if (mended.resources.length === 0) return false;
  if ('thrown' in plain) return true;
  const { incoming } = plain;
  return (
    mended.resources.length > incoming.resources.length && brokenIn(mended) < brokenIn(incoming)
  );
}

/** How much of it is not written as it should be. */
function brokenIn({ skipped }: RecordIncoming): number {
  return skipped.filter(
    ({ reason }) => reason === 'unreadable-line' || reason === 'unreadable-entry',
  ).length;
}
