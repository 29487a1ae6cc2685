import type { Bytes } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';

/** Bytes that come one after the other and cannot be gone back to. */
export type InOrder = {
  /** How many were read or skipped. */
  readonly position: () => number;
  /** As many of the next bytes as are at hand, `most` of them; none at the end. */
  readonly some: (most: number) => Promise<Bytes>;
  /** The next `length` bytes; fewer at the end. */
  readonly upTo: (length: number) => Promise<Bytes>;
  /** @throws file-truncated where there are not so many */
  readonly skip: (length: number) => Promise<void>;
};

/** Reads what comes in parts of any size. Whoever made the parts ends them. */
export function inOrder(parts: AsyncIterator<Bytes>): InOrder {
  let rest: Bytes = new Uint8Array();
  let position = 0;
  const some = async (most: number): Promise<Bytes> => {
    while (rest.length === 0) {
      const next = await parts.next();
      if (next.done === true) return rest;
      rest = next.value;
    }
    const taken = rest.subarray(0, most);
    rest = rest.subarray(taken.length);
    position += taken.length;
    return taken;
  };
  return {
    position: () => position,
    some,
    upTo: async (length) => {
      const bytes = new Uint8Array(length);
      let read = 0;
      while (read < length) {
        const part = await some(length - read);
        if (part.length === 0) break;
        bytes.set(part, read);
        read += part.length;
      }
      return bytes.subarray(0, read);
    },
    skip: async (length) => {
      let left = length;
      while (left > 0) {
        const { length: passed } = await some(left);
        if (passed === 0) throw new AppError('file-truncated');
        left -= passed;
      }
    },
  };
}
