import { parseArgs } from 'node:util';
import type { Clock } from '../shared/base/clock.ts';
import { isCalendarDate } from '../shared/share/share-terms.ts';

export const usage = `Usage: npm run verify -- FILE [--at ISO-DATE]

FILE      a summary as PDF or FHIR file, a text card, or a picture of its QR code (PNG or JPEG)
--at      the day or time to check for, such as 2026-12-01 or 2026-12-01T09:00:00Z (otherwise now)

Exit code: 0 unchanged, 2 unchanged but past its end, 3 changed, 4 not readable, 64 wrong use.`;

export type VerifyCommand = { readonly file: string; readonly now: Date };

/** An ISO 8601 date (midday UTC of it) or dateTime with a zone; `undefined` for anything else. */
function instantOf(text: string): Date | undefined {
  const day = text.slice(0, 10);
  if (!isCalendarDate(day)) return undefined;
  if (text === day) return new Date(`${day}T12:00:00Z`);
  if (!/^T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text.slice(10))) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** What was asked for; `undefined` where it was asked wrongly. */
export function readCommand(args: string[], clock: Clock): VerifyCommand | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { at: { type: 'string' } },
      allowPositionals: true,
    });
    const now = values.at === undefined ? clock() : instantOf(values.at);
    const [file, another] = positionals;
    return file === undefined || another !== undefined || now === undefined
      ? undefined
      : { file, now };
  } catch {
    return undefined; // parseArgs throws at an option it does not know
  }
}
