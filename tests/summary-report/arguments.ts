import { parseArgs } from 'node:util';

export const usage = `Usage: npm run summary-report -- DIR [--out OUT] [--preset NAME|all] [--language LANG] [--now ISO-DATE]

Reads every file under DIR as the program does, each into an empty record of its own, makes the
summary that goes out when nothing is chosen, and prints where the entries went: in it, part of
another, left out and by which rule. Files of lines (NDJSON) that lie together are one export.
  --out OUT        writes, for each FILE: FILE.record.txt (every entry's page), FILE.summary.txt
                   (the clinician's page), FILE.card.txt, FILE.ips.json and FILE.ledger.json
  --preset NAME    the kind of summary: usual, or all of them; the names are then
                   FILE.PRESET.LANGUAGE.summary.txt and so on
  --language LANG  the language of the summary: en-GB
  --now ISO-DATE   the day on which the summaries are made (default: today)
Ends with 1 where a ledger does not add up or a judge finds an error, 64 on a wrong argument.`;

export type ReportOptions = {
  readonly folder: string;
  readonly out: string | undefined;
  readonly preset: string;
  /** Whether neither a preset nor a language was asked for. */
  readonly isUsual: boolean;
  readonly now: Date;
};

const usualPreset = 'usual';

/** Reads the command's arguments; `undefined` where they are none that it knows. */
export function readArguments(
  args: readonly string[],
  languages: readonly string[],
): ReportOptions | undefined {
  const given = parsed(args);
  if (given === undefined) return undefined;
  const { values, positionals } = given;
  const [folder] = positionals;
  const { preset, language, out } = values;
  const now = values.now === undefined ? new Date() : dateOf(values.now);
  if (folder === undefined || positionals.length !== 1 || now === undefined) return undefined;
  if (values.help === true) return undefined;
  if (preset !== undefined && preset !== usualPreset && preset !== 'all') return undefined;
  if (language !== undefined && !languages.some((one) => isLanguage(language, one)))
    return undefined;
  const isUsual = preset === undefined && language === undefined;
  return { folder, out, preset: usualPreset, isUsual, now };
}

function parsed(args: readonly string[]) {
  const options = {
    out: { type: 'string' },
    preset: { type: 'string' },
    language: { type: 'string' },
    now: { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    // An option that there is not: the usage says which there are.
    return undefined;
  }
}

/** "en" means "en-GB" where that is the English there is. */
function isLanguage(wanted: string, known: string): boolean {
  return known === wanted || known.split('-')[0] === wanted;
}

/** Noon of a day that is given without a time. */
function dateOf(written: string): Date | undefined {
  const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(written) ? `${written}T12:00:00Z` : written);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
