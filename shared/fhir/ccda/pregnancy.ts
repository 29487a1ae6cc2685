import {
  attributeOf,
  childAt,
  childrenOf,
  statementsIn,
  statementsWith,
  type CdaElement,
} from './cda-xml.ts';
import { codingOf } from './cda-code.ts';
import { observationOf } from './observations.ts';
import {
  readAsOne,
  staysText,
  together,
  type StatementPlace,
  type StatementRead,
  type StatementReader,
} from './statement.ts';

const loinc = 'http://loinc.org';
const dueDate = '2.16.840.1.113883.10.20.15.3.1';

/** Pregnancy Observation, which asserts it, with the expected date of delivery inside. @see IPS 2.0.0 Pregnancy */
export const readPregnancy: StatementReader = (statement, place) => {
  const read = readAsOne(statement, observationOf(statement, undefined, place));
  const status = {
    coding: [{ system: loinc, code: '82810-3', display: 'Pregnancy status' }],
    text: 'Pregnancy status',
  };
  const resources = read.resources.map((one) => {
    const isCoded = codingOf(childAt(statement, 'code'))?.code !== 'ASSERTION';
    const hasFinding =
      one['valueCodeableConcept'] === undefined && one['valueString'] === undefined;
    return isCoded || !hasFinding
      ? one
      : { ...one, code: status, valueCodeableConcept: one['code'] };
  });
  return together([{ resources, stayed: read.stayed }, readDueDates(statement, place)]);
};

function readDueDates(statement: CdaElement, place: StatementPlace): StatementRead {
  const found = statementsWith(statement, dueDate);
  const coded = childrenOf(statement, 'entryRelationship')
    .flatMap(statementsIn)
    .filter(
      (one) =>
        one.name === 'observation' && attributeOf(childAt(one, 'code'), 'code') === '11778-8',
    );
  const all = [...new Set([...found, ...coded])];
  return together(
    all.map((one) =>
      isDate(one) ? readAsOne(one, observationOf(one, undefined, place)) : staysText(one),
    ),
  );
}

function isDate(observation: CdaElement): boolean {
  return childAt(observation, 'value') !== undefined;
}
