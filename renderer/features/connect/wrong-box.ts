import type { Have } from '../../program/navigation.ts';

/** Where words lead that were typed where an address belongs: to what they name, or to the choice of all. */
export type Lead = Have | 'hospital' | 'any';

/** Words by what they name, the most telling first. They are what people type, and none of ours. */
const named: readonly (readonly [Lead, RegExp])[] = [
  ['nothing', /\b(nothing|none|no idea|not sure|(do not|don.?t) (know|have))\b/i],
  ['abroad', /\b(abroad|overseas|foreign|another country|other country)\b/i],
  ['code', /\b(qr|bar ?codes?|codes?|health cards?|vaccination cards?|vaccine cards?|links?)\b/i],
  [
    'surgery',
    /\b(gps?|g\.p\.?|surger(y|ies)|doctors?|dr|practices?|nhs|nhsapp|health cent(re|er)|medical cent(re|er)|app)\b/i,
  ],
  [
    'letter',
    /\b(letters?|papers?|printouts?|print-outs?|scans?|photos?|pictures?|prescriptions?|drawer|envelopes?|post)\b/i,
  ],
  [
    'file',
    /\b(files?|pdfs?|zip|stick|usb|memory|cd|dvd|dis[ck]s?|downloads?|downloaded|folders?)\b/i,
  ],
  ['hospital', /\b(hospitals?|infirmary|clinics?|trust|ward|consultants?)\b/i],
];

/** Where people see their record in England: a page to sign in to, from which no program can fetch. */
const nhsPage =
  /^(?:https?:\/\/)?(?:(?:(?:www|app|my|access\.login)\.)?nhs\.uk|(?:[\w-]+\.)*nhsapp\.service\.nhs\.uk)(?:[/?#].*)?$/i;

const fileName = /^[^/\\]+\.(?:pdf|zip|json|xml|jpe?g|png|heic|tiff?|docx?|rtf|txt|html?|ndjson)$/i;
const filePath = /^(?:file:|[a-z]:[\\/]|~\/|\\\\|\/(?:home|users|media|mnt|tmp)\/)/i;
const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i;
/** A name with a dot or a port, or this computer's own. */
const looksLikeHost =
  /^(?:[^\s@/]+\.[^\s@/]+|\[[\da-f:]+\]|localhost|[^\s@/:]+:\d+)(?::\d+)?(?:[/?#]\S*)?$/i;

/** Where to lead a person who typed this as the address of a service; `undefined` where it may be one. */
export function leadOf(typed: string): Lead | undefined {
  const text = typed.trim();
  if (filePath.test(text) || fileName.test(text)) return 'file';
  if (nhsPage.test(text)) return 'surgery';
  if (hasScheme.test(text) || looksLikeHost.test(text)) return undefined;
  return namedIn(text) ?? 'any';
}

/** What these words name, where that is something that can be added. */
export function namedIn(words: string): Lead | undefined {
  return named.find(([, pattern]) => pattern.test(words))?.[0];
}
