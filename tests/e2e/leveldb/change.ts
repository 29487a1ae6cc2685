import { concatBytes, type Bytes } from '../../../shared/base/bytes.ts';
import { readBytes } from './byte-reader.ts';

/*
 * A record of a LevelDB log: a batch of changes that are made together
 *   bytes 0–7   sequence number of the first change
 *   bytes 8–11  how many changes
 *   then each   type: 1 put, 0 delete; the key; for a put its value (each a varint length and as many bytes)
 * In a table the key of an entry ends with 8 bytes: sequence number × 256 + type.
 * @see https://github.com/google/leveldb/blob/main/db/write_batch.cc
 */
const put = 1;

/** One key that was given a value, or, without one, deleted. */
export type Change = {
  readonly sequence: number;
  readonly key: Uint8Array;
  readonly value: Uint8Array | undefined;
};

/** The changes of one batch. @throws RangeError where it is none */
export function readBatch(record: Uint8Array): readonly Change[] {
  const reader = readBytes(record);
  const sequence = reader.uint64();
  const count = reader.uint32();
  const changes: Change[] = [];
  for (let index = 0; index < count; index += 1) {
    const isPut = reader.byte() === put;
    const key = reader.counted();
    changes.push({ sequence: sequence + index, key, value: isPut ? reader.counted() : undefined });
  }
  return changes;
}

/** The change that an entry of a table stands for. @throws RangeError where its key is none */
export function changeOf(internalKey: Uint8Array, value: Uint8Array): Change {
  if (internalKey.length < 8) throw new RangeError('a key without its number');
  const key = internalKey.subarray(0, -8);
  const reader = readBytes(internalKey.subarray(-8));
  const isPut = reader.byte() === put;
  const low = reader.uint32();
  const sequence = low + (reader.byte() + reader.byte() * 256 + reader.byte() * 65536) * 2 ** 32;
  return { sequence, key, value: isPut ? value : undefined };
}

/** A batch of these changes, numbered from `sequence` on whatever number they had. */
export function writeBatch(sequence: number, changes: readonly Change[]): Bytes {
  const head = new Uint8Array(12);
  const view = new DataView(head.buffer);
  view.setBigUint64(0, BigInt(sequence), true);
  view.setUint32(8, changes.length, true);
  return concatBytes(
    head,
    ...changes.flatMap(({ key, value }) =>
      value === undefined
        ? [Uint8Array.of(0), counted(key)]
        : [Uint8Array.of(put), counted(key), counted(value)],
    ),
  );
}

/** These bytes after their length. */
export function counted(bytes: Uint8Array): Bytes {
  return concatBytes(varint(bytes.length), bytes);
}

/** A whole number in groups of seven bits, the lowest first. */
export function varint(value: number): Bytes {
  const groups: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) groups.push((rest % 128) | 0x80);
  return Uint8Array.of(...groups, rest);
}
