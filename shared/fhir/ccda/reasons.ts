import type { JsonObject } from '../resource.ts';
import { namingConceptOf } from './cda-code.ts';
import {
  attributeOf,
  childAt,
  childrenOf,
  follows,
  statementsIn,
  statementsWith,
  type CdaElement,
} from './cda-xml.ts';
import { nestedObservations, partNotes } from './nested.ts';
import { isNegated, type StatementPlace } from './statement.ts';

const indication = '2.16.840.1.113883.10.20.22.4.19';

/** Why something is done or taken: the statements that it names as its reasons. @see HL7 CDA R2: `typeCode` RSON */
function reasonStatements(statement: CdaElement): CdaElement[] {
  const named = childrenOf(statement, 'entryRelationship')
    .filter((one) => attributeOf(one, 'typeCode') === 'RSON')
    .flatMap(statementsIn)
    .filter(({ name }) => name === 'observation');
  return [...new Set([...statementsWith(statement, indication), ...named])];
}

/** The reasons that a statement gives, each by what it names. */
export function reasonsOf(statement: CdaElement, place: StatementPlace): JsonObject[] {
  const reasons = new Map<string, JsonObject>();
  for (const one of reasonStatements(statement)) {
    const reason = reasonOf(one, place);
    if (reason !== undefined) reasons.set(JSON.stringify(reason), reason);
  }
  return [...reasons.values()];
}

function reasonOf(reason: CdaElement, { narrative }: StatementPlace): JsonObject | undefined {
  if (isNegated(reason)) return undefined;
  const words = narrative.name(childAt(reason, 'text'));
  const value = childAt(reason, 'value');
  const named = namingConceptOf(value ?? childAt(reason, 'code'), narrative);
  return named ?? (words === undefined ? undefined : { text: words });
}

/** In words, what a statement holds beside its reasons. */
export function notesBesideReasons(statement: CdaElement, place: StatementPlace): JsonObject[] {
  const reasons = reasonStatements(statement).filter((one) => reasonOf(one, place) !== undefined);
  const parts = nestedObservations(statement).filter(
    (one) => !reasons.includes(one) && !follows(one, indication),
  );
  return partNotes(parts, place);
}
