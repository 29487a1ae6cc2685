import type { ErrorCode } from '../../shared/base/error.ts';
import type { ErrorWords } from './error-words-shape.ts';
import { fileErrors } from './file-errors.ts';
import { recordErrors } from './record-errors.ts';
import { serviceErrors } from './service-errors.ts';
import { signInErrors } from './sign-in-errors.ts';

/** The words of every error: what happened, what is safe, what to do. */
export const errorWords: Readonly<Record<ErrorCode, ErrorWords>> = {
  ...serviceErrors,
  ...signInErrors,
  ...fileErrors,
  ...recordErrors,
};
