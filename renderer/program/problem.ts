import type { ErrorCode } from '../../shared/base/error.ts';
import type { Result } from '../../shared/base/result.ts';

/** Something that went wrong, as a code; `where` names the thing without health data. */
export type Problem = { readonly code: ErrorCode; readonly where?: string };

/** The problem of a result, where it is one. */
export function problemOf(result: Result<unknown>): Problem | undefined {
  return result.ok ? undefined : result;
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

/** Which group of a recovery code to look at again, where its check can tell. */
export function groupToLookAt({ code, where = '' }: Problem): string | undefined {
  if (code !== 'vault-wrong-recovery-code') return undefined;
  const [, group] = /^group ([1-6])$/.exec(where) ?? [];
  return group === undefined ? undefined : ordinals[Number(group) - 1];
}
