import { crc32 } from 'node:zlib';

/*
 * A frame of a spare file, one behind the other; files are only added to:
 *   bytes 0–2   the mark
 *   byte  3     version of this form: 1
 *   bytes 4–7   length of the content, little-endian
 *   bytes 8–11  CRC-32 of bytes 4–7 and the content
 *   then        the content: pieces of rows (`shared/ipc/spare-rows.ts`)
 * Behind a frame that is damaged, the next one is found by its mark.
 */
const mark = Buffer.from([0xf7, 0x53, 0x70, 1]);
const headLength = 12;
/** Contents are shorter: whatever says that it is longer is no frame. */
export const longestContent = 8 * 1024 * 1024;

/** A frame as it lies in a file. */
export type Frame = { readonly at: number; readonly length: number; readonly content: Buffer };

export type FramesRead = {
  readonly frames: readonly Frame[];
  /** There is something between the frames or behind them that is none. */
  readonly isDamaged: boolean;
};

/** What stands in front of this content. */
export function frameHead(content: Uint8Array): Buffer {
  const head = Buffer.alloc(headLength);
  mark.copy(head);
  head.writeUInt32LE(content.length, 4);
  head.writeUInt32LE(checksumOf(head.subarray(4, 8), content), 8);
  return head;
}

/** How often the bytes of a file are gone over in the search for frames: what looks like many frames may be none. */
const searches = 4;

/** Every whole frame. */
export function readFrames(bytes: Uint8Array): FramesRead {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: Frame[] = [];
  let isDamaged = false;
  let left = file.length * searches;
  for (let at = 0; at < file.length;) {
    const frame = left < 0 ? undefined : frameAt(file, at);
    if (frame === undefined) {
      isDamaged = true;
      left -= claimedLength(file, at);
      const next = left < 0 ? -1 : file.indexOf(mark, at + 1);
      at = next < 0 ? file.length : next;
    } else {
      frames.push(frame);
      at += frame.length;
    }
  }
  return { frames, isDamaged };
}

/** How many bytes were looked at to tell that no frame begins here. */
function claimedLength(file: Buffer, at: number): number {
  if (at + headLength > file.length) return headLength;
  const length = file.readUInt32LE(at + 4);
  return at + headLength + length > file.length ? headLength : headLength + length;
}

/** The frame that begins here; `undefined` where none does, or where it is not as it was written. */
export function frameAt(file: Buffer, at: number): Frame | undefined {
  const head = file.subarray(at, at + headLength);
  if (head.length < headLength || !head.subarray(0, 4).equals(mark)) return undefined;
  const length = head.readUInt32LE(4);
  const begin = at + headLength;
  if (length > longestContent || begin + length > file.length) return undefined;
  const content = file.subarray(begin, begin + length);
  const isWhole = checksumOf(head.subarray(4, 8), content) === head.readUInt32LE(8);
  return isWhole ? { at, length: headLength + length, content } : undefined;
}

function checksumOf(length: Uint8Array, content: Uint8Array): number {
  return crc32(content, crc32(length));
}
