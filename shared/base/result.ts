import { defined } from './defined.ts';
import { AppError, codeOf, type ErrorCode } from './error.ts';

/** What crosses a process boundary: Electron and `postMessage` carry an error's message only, so the code travels as data. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ErrorCode; readonly where?: string };

export function succeeded<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** Turns anything thrown into a `Result` that carries the code and nothing private. */
export function failed(thrown: unknown): Result<never> {
  const where = thrown instanceof AppError ? thrown.where : undefined;
  return defined({ ok: false, code: codeOf(thrown), where });
}

/** Runs `work` and answers its value or its code. */
export async function resultOf<T>(work: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return succeeded(await work());
  } catch (thrown) {
    return failed(thrown);
  }
}

/** The value, or the error thrown again on this side. @throws the code of `result` */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new AppError(result.code, result.where === undefined ? {} : { where: result.where });
}
