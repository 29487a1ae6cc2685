import { wordsOf } from '../concept.ts';
import { objectOf, type JsonObject } from '../resource.ts';
import { cdaConceptOf, namingConceptOf } from './cda-code.ts';
import { deniedValue, referenceRangesOf, valueMembers, valueText } from './cda-value.ts';
import { childAt, childrenOf, follows, statementsIn, type CdaElement } from './cda-xml.ts';
import { saysOnlyKind } from './kind-codes.ts';
import { isEvent, isNegated, isOfAnother, type StatementPlace } from './statement.ts';

/** What an observation looked for and what it found, as members of FHIR's Observation or of a part of one. */
export type Finding = { readonly code: JsonObject; readonly values: readonly JsonObject[] };

/**
 * What is found by an observation. An assertion has its finding as its value; FHIR's Observation has it as its code.
 * @returns `undefined` where something of it can't be read
 */
export function findingOf(
  statement: CdaElement,
  { narrative }: StatementPlace,
): Finding | undefined {
  const element = childAt(statement, 'code');
  const written = childrenOf(statement, 'value');
  const values = written
    .map((value) => valueMembers(value, narrative))
    .filter((value) => value !== undefined);
  if (values.length < written.length) return undefined;
  const isAssertion = saysOnlyKind(element);
  const isCoded = objectOf(values[0]?.['valueCodeableConcept']) !== undefined;
  const finding = isCoded ? namingConceptOf(written[0], narrative) : undefined;
  if (isAssertion && finding !== undefined && values.length === 1 && !isNegated(statement))
    return { code: finding, values: [] };
  const words = narrative.name(childAt(statement, 'text'));
  const isSaid = values.some((value) => valueText(value) !== undefined);
  const asserted = isSaid ? { text: 'Finding' } : undefined;
  const named = isAssertion ? asserted : cdaConceptOf(element, narrative);
  const code = named ?? (words === undefined ? undefined : { text: words });
  if (code === undefined) return undefined;
  return { code, values: isNegated(statement) ? [denied(values)] : values };
}

/** A denied finding is said in words; where none was named, that it was not found or not done. */
function denied(values: readonly JsonObject[]): JsonObject {
  const words = values.flatMap((value) => deniedValue(value) ?? []);
  return { valueString: words.length === 0 ? 'Not found, or not done' : words.join('; ') };
}

/** The observations that another statement holds, apart from those that its reader reads itself. */
export function nestedObservations(
  statement: CdaElement,
  ...readElsewhere: readonly string[]
): CdaElement[] {
  return childrenOf(statement, 'entryRelationship')
    .flatMap(statementsIn)
    .filter((one) => one.name === 'observation' && isEvent(one) && !isOfAnother(one))
    .filter((one) => !follows(one, ...readElsewhere));
}

/** What an observation holds as parts of itself: the width of the wound that it found. */
export function nestedPartsOf(
  observations: readonly CdaElement[],
  place: StatementPlace,
): JsonObject[] {
  return observations.flatMap((one): JsonObject[] => {
    const finding = findingOf(one, place);
    if (finding === undefined) return [];
    const { code, values } = finding;
    const referenceRange = referenceRangesOf(one, place.narrative);
    const more = referenceRange.length === 0 ? {} : { referenceRange };
    const parts = values.length === 0 ? [{ code }] : values.map((value) => ({ code, ...value }));
    return [
      ...parts.map((part) => ({ ...part, ...more })),
      ...nestedPartsOf(nestedObservations(one), place),
    ];
  });
}

/** The same in words, for what FHIR gives no parts to. */
export function partNotes(
  observations: readonly CdaElement[],
  place: StatementPlace,
): JsonObject[] {
  return nestedPartsOf(observations, place).flatMap((part) => {
    const words = [wordsOf(part['code']), valueText(part)].filter((one) => one !== undefined);
    return words.length === 0 ? [] : [{ text: words.join(': ') }];
  });
}
