import { cdaConceptOf, codeIn } from './cda-code.ts';
import { oids } from './oids.ts';
import { childAt, childrenOf, follows, statementsIn, type CdaElement } from './cda-xml.ts';
import { wordsOf } from '../concept.ts';
import type { StatementPlace } from './statement.ts';

export const severityObservation = '2.16.840.1.113883.10.20.22.4.8';

/** From the least to the worst. @see http://hl7.org/fhir/R4/valueset-reaction-event-severity.html */
const order = ['mild', 'moderate', 'severe'] as const;
type ReactionSeverity = (typeof order)[number];

/** What FHIR calls a severity of C-CDA's list; its own word is kept beside where it says more. @see HL7 C-CDA on FHIR, CF-Severity */
const codes: ReadonlyMap<string, ReactionSeverity> = new Map([
  ['255604002', 'mild'],
  ['371923003', 'moderate'], // mild to moderate
  ['6736007', 'moderate'],
  ['371924009', 'severe'], // moderate to severe
  ['24484000', 'severe'],
  ['442452003', 'severe'], // life threatening
  ['399166001', 'severe'], // fatal
  ['L', 'mild'],
  ['M', 'moderate'],
  ['H', 'severe'],
]);

const words: readonly (readonly [RegExp, ReactionSeverity])[] = [
  [/fatal|life.?threatening|severe|serious/i, 'severe'],
  [/moderate/i, 'moderate'],
  [/mild/i, 'mild'],
];

export type Severity = {
  readonly level: ReactionSeverity | undefined;
  /** The document's own words, where FHIR's word is not all they say. */
  readonly words: readonly string[];
};

/** The severity that is said of statements themselves, not of those inside them; of several, the worst, as where a code and its words disagree. */
export function severityOf(
  statements: readonly CdaElement[],
  { narrative }: StatementPlace,
): Severity {
  const values = statements
    .flatMap((statement) => childrenOf(statement, 'entryRelationship'))
    .flatMap(statementsIn)
    .filter((one) => follows(one, severityObservation))
    .map((one) => childAt(one, 'value'));
  const said = values.flatMap((value) => wordsOf(cdaConceptOf(value, narrative)) ?? []);
  const levels = [
    ...values.map((value) => codeIn(value, codes, oids.snomed, oids.observationValue)),
    ...said.map(inWords),
  ];
  const level = [...order].reverse().find((one) => levels.includes(one));
  return { level, words: said.filter((one) => one.toLowerCase() !== level) };
}

function inWords(said: string): ReactionSeverity | undefined {
  const isDenied = /\bno[nt]?\b/i.test(said);
  return isDenied ? undefined : words.find(([pattern]) => pattern.test(said))?.[1];
}
