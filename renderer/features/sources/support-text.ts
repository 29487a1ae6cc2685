import type { About } from '../../../shared/ipc/app.ts';
import type { Source } from '../../../shared/record/source.ts';
import { isPlainType } from '../../ui/type-words.ts';
import type { SourceDetails } from '../../vault/api/sources.ts';

/**
 * What somebody who helps needs to know of a source, and nothing of anybody's health: no entry, no name, no patient,
 * no token, and no words of the service, which may hold any of these.
 */
export function supportText(about: About, details: SourceDetails): string {
  const { source } = details;
  const lines = [
    `Patient-Held Record ${about.version}`,
    `Electron ${about.electron}, Chromium ${about.chromium}, ${about.platform}`,
    '',
    `Source: ${source.kind === 'server' ? 'a FHIR service' : 'a file'}`,
    ...serverLines(details),
    `State: ${source.state}`,
    `Last problem: ${source.lastProblem ?? 'none'}`,
    `Goes on where it stopped: ${details.goesOn ? 'yes' : 'no'}`,
    ...timeLines(source),
    '',
    `Received: ${countsOf(source.received)}`,
    `Stored: ${countsOf(source.stored)}`,
    `In the record: ${countsOf(Object.fromEntries(details.kinds.map(({ type, count }) => [type, count])))}`,
    `Not supplied any more: ${String(details.notSupplied)}`,
    `Warnings of the service: ${String(source.warnings.length)}`,
    'Did not come:',
    ...(source.skipped.length === 0 ? ['  nothing'] : []),
    ...source.skipped.map(
      ({ type, reason, count }) => `  ${safeType(type)}: ${reason} (${String(count)})`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function serverLines({ source, access }: SourceDetails): readonly string[] {
  if (source.kind !== 'server') return [];
  const { fhirVersion = '', grant, sinceSupport, refreshHours, attachmentLimit } = source;
  return [
    `Host: ${hostOf(source.fhirBaseUrl)}`,
    `FHIR version: ${/^\d{1,2}(\.\d{1,3}){0,3}$/.test(fhirVersion) ? fhirVersion : 'not known'}`,
    `Access: ${access}${source.disconnectedAt === undefined ? '' : ', disconnected'}`,
    `Scopes granted: ${String(grant?.granted.length ?? 0)}, refused: ${String(grant?.refused.length ?? 0)}`,
    `Stays signed in: ${grant?.staysSignedIn === true ? 'yes' : 'no'}`,
    `Can be asked for what changed: ${sinceSupport ?? 'not tried'}`,
    `Refreshed by itself: ${refreshHours === undefined ? 'never' : `every ${String(refreshHours)} hours`}`,
    `Largest attachment: ${attachmentLimit === undefined ? 'usual' : `${String(attachmentLimit)} bytes`}`,
  ];
}

function timeLines(source: Source): readonly string[] {
  return [
    `Added: ${source.addedAt}`,
    `Last success: ${source.lastSuccessAt ?? 'never'}`,
    `Last try: ${source.lastTriedAt ?? 'not known'}`,
    `Everything asked for: ${source.lastFullAt ?? 'not known'}`,
  ];
}

/** The host alone: a path may hold anything. */
function hostOf(address = ''): string {
  return URL.canParse(address) ? new URL(address).host : 'not known';
}

function countsOf(counts: Readonly<Record<string, number>>): string {
  const sums = new Map<string, number>();
  for (const [type, count] of Object.entries(counts)) {
    sums.set(safeType(type), (sums.get(safeType(type)) ?? 0) + count);
  }
  return [...sums].map(([type, count]) => `${type} ${String(count)}`).join(', ') || 'nothing';
}

/** What a service calls a type is its own words where nobody else calls it so. */
function safeType(type: string): string {
  return isPlainType(type) ? type : 'another type';
}
