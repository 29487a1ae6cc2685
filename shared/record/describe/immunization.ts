import { defined } from '../../base/defined.ts';
import { codesIn, conceptOf, isUntelling, type Concept } from '../../fhir/concept.ts';
import { numberTextOf } from '../../fhir/json.ts';
import { intervalOf } from '../../fhir/partial-date.ts';
import { containedIn, referenceOf } from '../../fhir/reference.ts';
import { objectsOf, textOf, type FhirResource, type JsonObject } from '../../fhir/resource.ts';
import type { Description } from '../card.ts';
import type { Fact, FactValue } from '../fact.ts';
import { extensionsOf, extensionValue } from './extension.ts';
import { vaccineReactionOf } from './reaction.ts';
import {
  choiceOf,
  codesBeside,
  conceptFact,
  conceptFacts,
  fact,
  firstDate,
  namedBy,
  notesOf,
  organisationIn,
  quantityFact,
  reasonsOf,
  referenceFact,
} from './reading.ts';
import { readStatus } from './status.ts';

/** @see https://hl7.org/fhir/R4/immunization.html */
export function describeImmunization(resource: FhirResource): Description {
  const { title, codes, facts } = vaccineOf(resource);
  const head = statusOf(resource);
  const [recorded] = extensionsOf(resource, /DateRecorded(-\d+)?$/).map(extensionValue);
  return defined({
    category: 'vaccinations' as const,
    kind: 'Immunization',
    title,
    date: firstDate(resource, 'occurrenceDateTime', 'date'),
    dateMeaning: head.standing === 'refuted' ? ('dated' as const) : ('given' as const),
    ...head,
    facts: [
      ...facts,
      ...fact('occurrence', textOf(resource['occurrenceString'])),
      ...conceptFact('statusReason', resource['statusReason']),
      ...notGivenReasons(resource),
      ...subpotencyOf(resource),
      ...objectsOf(resource['reaction']).flatMap((one) => reactionFacts(resource, one)),
      ...protocolsOf(resource),
      ...quantityFact('doseQuantity', resource['doseQuantity']),
      ...fact('lotNumber', textOf(resource['lotNumber'])),
      ...expiryOf(resource),
      ...fact('manufacturer', namedBy(resource, resource['manufacturer'])),
      ...conceptFact('site', resource['site']),
      ...conceptFact('route', resource['route']),
      ...originOf(resource),
      ...reasonsOf(resource, 'reasonCode', 'reasonReference'),
      ...conceptFacts('programEligibility', resource['programEligibility']),
      ...conceptFact('fundingSource', resource['fundingSource']),
      ...notesOf(resource),
      ...fact('recordedDate', dateValue(resource['recorded'] ?? recorded)),
    ],
    ...organisationIn(resource, 'performer', 'location'),
    codes,
  });
}

/**
 * What was given. GP Connect has the vaccine as unknown, and names the vaccination in an extension; where both are
 * named, both are said.
 * @see CareConnect Extension-…-VaccinationProcedure
 */
function vaccineOf(resource: FhirResource): {
  readonly title: Concept | undefined;
  readonly codes: readonly string[] | undefined;
  readonly facts: readonly Fact[];
} {
  const vaccine = conceptOf(resource['vaccineCode']);
  const [procedure] = extensionsOf(resource, /VaccinationProcedure(-\d+)?$/).flatMap(
    (extension) => conceptOf(extensionValue(extension)) ?? [],
  );
  if (procedure === undefined) return { title: vaccine, codes: undefined, facts: [] };
  if (vaccine === undefined || isUnknown(vaccine)) {
    return { title: procedure, codes: undefined, facts: [] };
  }
  return {
    title: vaccine,
    codes: codesBeside(vaccine, [...codesIn(vaccine), ...codesIn(procedure)]),
    facts: fact('procedureCode', { concept: procedure }),
  };
}

/** Coded as unknown: the text beside such a code only says so once more. */
function isUnknown({ text, coding = [] }: Concept): boolean {
  if (!coding.every(isUntelling)) return false;
  return text === undefined || (coding.length > 0 && /^(?:unknown|unk|not known)$/i.test(text));
}

function statusOf(resource: FhirResource): Pick<Description, 'standing'> & {
  readonly status: string | undefined;
} {
  const notGiven = resource['notGiven'] === true || resource['wasNotGiven'] === true;
  const { status, standing } = readStatus(resource['status']);
  if (standing === 'error') return { status, standing };
  if (notGiven || standing === 'refuted') return { status: 'not-done', standing: 'refuted' };
  return { status, standing: standing === 'past' ? 'current' : standing };
}

/** Reasons that R4 has no place for: it has one, older versions several. */
function notGivenReasons(resource: FhirResource): Fact[] {
  return extensionsOf(resource, /Immunization\.explanation\.reasonNotGiven$/).flatMap((extension) =>
    conceptFact('statusReason', extensionValue(extension)),
  );
}

/** A date by which it was to be used is of interest to few, unless it had passed. */
function expiryOf(resource: FhirResource): Fact[] {
  const expiry = textOf(resource['expirationDate']);
  const given = intervalOf(firstDate(resource, 'occurrenceDateTime', 'date'));
  const end = intervalOf(expiry)?.to;
  const hadPassed = given !== undefined && end !== undefined && end <= given.from;
  return fact(hadPassed ? 'expired' : 'expirationDate', dateValue(expiry));
}

/** What was seen stands in another resource: by its name here, or by all that it says where it is read. */
function reactionFacts(resource: FhirResource, written: JsonObject): Fact[] {
  const reaction = vaccineReactionOf(resource, written);
  const told = reaction === undefined ? [] : fact('manifestation', { reaction });
  const { reference } = referenceOf(written['detail']);
  const inner = containedIn(resource, reference);
  const elsewhere = referenceFact('manifestation', resource, written['detail']);
  if (inner !== undefined) return saysMoreThanName(inner) ? [...told, ...elsewhere] : told;
  const [seen] = elsewhere;
  if (reaction === undefined || seen === undefined || reaction.description !== undefined) {
    return reaction === undefined ? elsewhere : told;
  }
  const parts = [
    ...fact('occurrence', dateValue(reaction.onset)),
    ...fact('reported', reaction.reported),
  ];
  return parts.length === 0
    ? elsewhere
    : fact('manifestation', { item: { head: seen.value, parts } });
}

const namingMembers: ReadonlySet<string> = new Set([
  'category',
  'code',
  'id',
  'patient',
  'resourceType',
  'subject',
]);

function saysMoreThanName(inner: FhirResource): boolean {
  return Object.keys(inner).some((member) => !namingMembers.has(member) && member !== 'status');
}

/** That it may not have worked is said even where no reason is; that it is as it should be is not. */
function subpotencyOf(resource: FhirResource): Fact[] {
  const reasons = conceptFacts('subpotentReason', resource['subpotentReason'] ?? []);
  return [...(resource['isSubpotent'] === true ? fact('isSubpotent', true) : []), ...reasons];
}

function originOf(resource: FhirResource): Fact[] {
  const reported = extensionsOf(resource, /Immunization\.reported$/).map(extensionValue)[0];
  const isSecondHand = resource['primarySource'] === false || reported === true;
  return [
    ...conceptFact('reportOrigin', resource['reportOrigin']),
    ...(isSecondHand && resource['reportOrigin'] === undefined ? fact('primarySource', false) : []),
  ];
}

function protocolsOf(resource: FhirResource): Fact[] {
  const protocols = objectsOf(resource['protocolApplied'] ?? resource['vaccinationProtocol']);
  return protocols.flatMap((protocol) => [
    ...conceptFacts('targetDisease', protocol['targetDisease']),
    ...fact('doseNumber', doseNumber(protocol)),
    ...fact('series', textOf(protocol['series'])),
    ...statusOfDose(protocol),
  ]);
}

/** Before R4: whether the dose counts, and why not. */
function statusOfDose(protocol: JsonObject): Fact[] {
  return extensionsOf(protocol, /vaccinationProtocol\.(?:doseStatus|doseStatusReason|description)$/)
    .map(extensionValue)
    .flatMap((value) => {
      const words = textOf(value);
      return words === undefined ? conceptFact('description', value) : fact('description', words);
    });
}

function doseNumber(protocol: JsonObject): FactValue | undefined {
  const number =
    numberOf(choiceOf(protocol, 'doseNumber')) ?? numberTextOf(protocol['doseSequence']);
  const all = numberOf(choiceOf(protocol, 'seriesDoses'));
  if (number === undefined) return undefined;
  return { dose: all === undefined ? { number } : { number, of: all } };
}

function numberOf(value: FactValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && 'number' in value ? value.number : undefined;
}

function dateValue(value: unknown): FactValue | undefined {
  const date = textOf(value);
  return date === undefined ? undefined : { date };
}
