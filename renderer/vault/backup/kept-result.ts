import { AppError } from '../../../shared/base/error.ts';

/** The pieces of a generator, and what it returned after the last of them. */
export function keptResult<T, R>(
  generator: AsyncGenerator<T, R, undefined>,
): {
  readonly pieces: AsyncGenerator<T>;
  /** @throws unexpected before the last piece was taken */
  readonly result: () => R;
} {
  let result: { readonly value: R } | undefined;
  async function* pieces(): AsyncGenerator<T> {
    result = { value: yield* generator };
  }
  return {
    pieces: pieces(),
    result(): R {
      if (result === undefined) throw new AppError('unexpected', { where: 'unfinished' });
      return result.value;
    },
  };
}
