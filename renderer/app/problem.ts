import type { ErrorCode } from '../../shared/base/error.ts';
import type { Result } from '../../shared/base/result.ts';

/** Something that went wrong, as a code; `where` names the thing without health data. */
export type Problem = { readonly code: ErrorCode; readonly where?: string };

/** The problem of a result, where it is one. */
export function problemOf(result: Result<unknown>): Problem | undefined {
  return result.ok ? undefined : result;
}
