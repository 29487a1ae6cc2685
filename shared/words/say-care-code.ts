import { statusCodeOf } from '../record/describe/status.ts';
import { careCodes } from './care-code.ts';
import type { Words } from './words.ts';

/** A code of the specification in words; one that we do not know as it is written, without its hyphens. */
export function sayCareCode(code: string, words: Words): string {
  const known = careCodes.find((one) => one === code);
  if (known !== undefined) return words.careCodes[known];
  const status = statusCodeOf(code);
  return status === undefined ? code.replaceAll('-', ' ') : words.statuses[status];
}
