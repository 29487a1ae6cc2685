import type { FhirVersion } from './version.ts';
import { readRecordPart, readRecordLines, type RecordIncoming } from './read-record.ts';
import { jsonCutter, type Cut } from './stream-json.ts';

/** A large file read in parts. The text comes in chunks of any size, cut anywhere. */
export type RecordStream = {
  /** The parts that became whole with this chunk, each to be stored before the next is asked for. */
  readonly push: (chunk: string) => RecordIncoming[];
  /** The last parts; `next` of a Bundle is in the last. @throws file-empty, file-truncated */
  readonly end: () => RecordIncoming[];
};

export type StreamOptions = {
  /** About how many characters of entries make a part. */
  readonly partSize?: number;
  /** The most characters that one entry may have. */
  readonly largestEntry?: number;
  /** The file is NDJSON; otherwise it is told by its second line. */
  readonly lines?: boolean;
  /** The version that the source declares. */
  readonly declared?: FhirVersion;
};

/**
 * Reads a FHIR JSON Bundle, list or NDJSON of any size in parts of about `partSize` characters, of which one is held at a time.
 * What the first part tells of the FHIR version holds for later resources that look alike in several.
 * @throws file-too-large, file-not-health-data, file-truncated, file-empty
 */
export function recordStream(options: StreamOptions = {}): RecordStream {
  const { partSize = 2_000_000, largestEntry = 100_000_000, lines = false } = options;
  const cutter = jsonCutter(largestEntry, lines);
  let { declared } = options;
  let held: Cut[] = [];
  let size = 0;
  const give = (): RecordIncoming[] => {
    const [first] = held;
    if (first === undefined) return [];
    const part = readPart(first.kind, held, declared);
    declared ??= part.version;
    held = [];
    size = 0;
    return [part];
  };
  const take = (cuts: readonly Cut[]): RecordIncoming[] =>
    cuts.flatMap((cut) => {
      const before = held[0] !== undefined && held[0].kind !== cut.kind ? give() : [];
      held.push(cut);
      size += cut.text.length;
      return size >= partSize || cut.kind === 'value' ? [...before, ...give()] : before;
    });
  return {
    push: (chunk) => take(cutter.push(chunk)),
    end: () => [...take(cutter.end()), ...give()],
  };
}

/** Entries become a Bundle again, items a list, so that a part is read as a whole file is. */
function readPart(
  kind: Cut['kind'],
  cuts: readonly Cut[],
  declared: FhirVersion | undefined,
): RecordIncoming {
  const texts = cuts.map((cut) => cut.text);
  if (kind === 'line') return readRecordLines(texts.join('\n'), declared);
  if (kind === 'item') return readRecordPart(`[${texts.join()}]`, declared);
  return kind === 'entry'
    ? readRecordPart(`{"resourceType":"Bundle","entry":[${texts.join()}]}`, declared)
    : readRecordPart(texts.join(), declared);
}
