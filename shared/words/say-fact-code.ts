import type { FactName } from '../record/fact.ts';
import { statusCodeOf } from '../record/describe/status.ts';
import { careCodes } from './care-code.ts';
import {
  allergyCategories,
  criticalities,
  severities,
  significances,
  tellers,
  type Words,
} from './words.ts';

type SayCode = (code: string, words: Words) => string;

const byFact: Partial<Readonly<Record<FactName, SayCode>>> = {
  warningCode: (code, words) => words.listWarning(code),
  criticality: (code, words) =>
    words.criticalities[criticalities.find((one) => one === code) ?? 'unable-to-assess'],
  severity: (code, words) => worded(severities, words.severities, code),
  category: (code, words) => worded(allergyCategories, words.allergyCategories, code),
  significance: (code, words) => worded(significances, words.significances, code),
  asserter: (code, words) => worded(tellers, words.tellers, code),
  verificationStatus: (_, words) => words.unconfirmedByProfile,
  clinicalStatus(code, words) {
    const status = statusCodeOf(code);
    return status === undefined ? code : words.statuses[status];
  },
};

/** A code of the specification by the fact that it is a value of; one that we have no words for as it is written. */
export function sayFactCode(name: FactName, code: string, words: Words): string {
  return byFact[name]?.(code, words) ?? sayCareCode(code, words);
}

/** A code of the specification in words; one that we do not know as it is written, without its hyphens. */
function sayCareCode(code: string, words: Words): string {
  const known = careCodes.find((one) => one === code);
  if (known !== undefined) return words.careCodes[known];
  const status = statusCodeOf(code);
  return status === undefined ? code.replaceAll('-', ' ') : words.statuses[status];
}

function worded<Name extends string>(
  names: readonly Name[],
  words: Readonly<Record<Name, string>>,
  code: string,
): string {
  const known = names.find((one) => one === code);
  return known === undefined ? code : words[known];
}
