import { allergySaid, readAllergyIn } from './allergies.ts';
import {
  attributeOf,
  childAt,
  childrenOf,
  follows,
  statementsIn,
  type CdaElement,
} from './cda-xml.ts';
import { readSupply } from './devices.ts';
import { readEquipment } from './equipment.ts';
import { readImmunization } from './immunizations.ts';
import { readMedicineIn } from './medicines.ts';
import { observationReader, readResults } from './observations.ts';
import { problemSaid, readProblemIn } from './problems.ts';
import { readProcedure } from './procedures.ts';
import { isEvent, readEach, type StatementReader } from './statement.ts';

/** How a statement that follows no template known here is read in one kind of section; `undefined` where it is not of the class for it. */
type SectionReader = (statement: CdaElement) => StatementReader | undefined;

/** By LOINC's code of the section. @see HL7 C-CDA 2.1, section templates */
const readers: ReadonlyMap<string, SectionReader> = new Map<string, SectionReader>([
  ['48765-2', eachThat(allergySaid, readAllergyIn)], // Allergies
  ['11450-4', eachThat(problemSaid, readProblemIn)], // Problems
  ['11348-0', eachThat(problemSaid, readProblemIn)], // Past illness
  ['46241-6', eachThat(problemSaid, readProblemIn)], // Admission diagnosis
  ['11535-2', eachThat(problemSaid, readProblemIn)], // Discharge diagnosis
  ['10160-0', medicines], // Medicines
  ['10183-2', medicines], // Discharge medicines
  ['42346-7', medicines], // Admission medicines
  ['29549-3', medicines], // Medicines given
  ['47519-4', procedures], // Procedures
  ['30954-2', results], // Results
  ['11369-6', immunizations], // Immunisations
  ['46264-8', equipment], // Medical equipment
]);

/** How a statement without a known template is read by where it stands. */
export function readerOfSection(
  statement: CdaElement,
  section: string | undefined,
): StatementReader | undefined {
  return section === undefined ? undefined : readers.get(section)?.(statement);
}

type ReadIn = (observation: CdaElement, concern: CdaElement) => StatementReader;

/** The observations that say such a thing: the statement itself, or those in the act around them. */
function eachThat(says: (observation: CdaElement) => boolean, readIn: ReadIn): SectionReader {
  return (statement) => {
    if (!isEvent(statement)) return undefined;
    const inside = statement.name === 'act' ? insideOf(statement, 'observation') : [];
    const observations = [statement, ...inside].filter(
      (one) => one.name === 'observation' && isEvent(one) && says(one),
    );
    if (observations.length === 0) return undefined;
    return (around, place) =>
      readEach(around, observations, (one) => readIn(one, around)(one, place));
  };
}

/** The statements of a name directly in an act. What only refers to something else is none of it. */
function insideOf(act: CdaElement, name: string): CdaElement[] {
  return childrenOf(act, 'entryRelationship')
    .filter((one) => attributeOf(one, 'typeCode') !== 'REFR')
    .flatMap(statementsIn)
    .filter((one) => one.name === name);
}

function medicines(statement: CdaElement): StatementReader | undefined {
  const inside = statement.name === 'act' ? insideOf(statement, 'substanceAdministration') : [];
  const given = [statement, ...inside].filter(({ name }) => name === 'substanceAdministration');
  if (given.length === 0) return undefined;
  return (around, place) => readEach(around, given, (one) => readMedicineIn(one, place));
}

function immunizations(statement: CdaElement): StatementReader | undefined {
  return statement.name === 'substanceAdministration' ? readImmunization : undefined;
}

function procedures(statement: CdaElement): StatementReader | undefined {
  if (!isEvent(statement)) return undefined;
  const isDone = statement.name === 'procedure' || statement.name === 'observation';
  return isDone || (statement.name === 'act' && !isSaidBeside(statement))
    ? readProcedure
    : undefined;
}

/** A comment and an instruction are acts too. */
function isSaidBeside(act: CdaElement): boolean {
  const code = attributeOf(childAt(act, 'code'), 'code');
  return follows(act, ...commentAndInstruction) || code === undefined || code === '48767-8';
}

const commentAndInstruction = [
  '2.16.840.1.113883.10.20.22.4.64',
  '2.16.840.1.113883.10.20.22.4.20',
];

function results(statement: CdaElement): StatementReader | undefined {
  if (!isEvent(statement)) return undefined;
  if (statement.name === 'observation') return observationReader('laboratory');
  return statement.name === 'organizer' ? readResults : undefined;
}

function equipment(statement: CdaElement): StatementReader | undefined {
  if (!isEvent(statement)) return undefined;
  switch (statement.name) {
    case 'organizer':
      return readEquipment;
    case 'supply':
      return readSupply;
    case 'procedure':
      return readProcedure;
    default:
      return undefined;
  }
}
