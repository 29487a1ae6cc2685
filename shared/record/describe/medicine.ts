import { defined } from '../../base/defined.ts';
import { codesOf, conceptOf, type Concept } from '../../fhir/concept.ts';
import { besideName } from '../../fhir/concept-names.ts';
import { containedIn, referenceOf } from '../../fhir/reference.ts';
import { listOf, objectOf, objectsOf, textOf, type FhirResource } from '../../fhir/resource.ts';
import type { DateMeaning, Description, Standing } from '../card.ts';
import type { Fact } from '../fact.ts';
import type { Kind } from '../kind.ts';
import { isStanding } from '../standing.ts';
import { dosagesOf } from './dosage.ts';
import { medicationFacts, medicationTitle } from './medication.ts';
import { prescriptionExtensions } from './prescription-extensions.ts';
import {
  choiceOf,
  codesBeside,
  conceptFact,
  conceptFacts,
  endOf,
  fact,
  facts,
  firstDate,
  namedBy,
  notesOf,
  numberValue,
  organisationIn,
  quantityFact,
  reasonsOf,
  referenceFact,
} from './reading.ts';
import { readStatus } from './status.ts';

const kinds: readonly Kind[] = [
  'MedicationRequest',
  'MedicationStatement',
  'MedicationDispense',
  'MedicationAdministration',
];

/** A prescription, statement, dispensing or giving of a medicine. @see https://hl7.org/fhir/R4/medicationrequest.html */
export function describeMedicine(resource: FhirResource): Description {
  const { title, titleReference, codes, contents } = medicineOf(resource);
  const { status, standing } = statusOf(resource);
  const beyond = prescriptionExtensions(resource);
  const dispense = objectOf(resource['dispenseRequest']);
  const end = endDate(resource);
  const whose = organisationIn(resource, 'requester', 'informationSource', 'performer', 'recorder');
  return defined({
    category: 'medicines' as const,
    kind: kinds.find((kind) => kind === resource.resourceType) ?? ('MedicationOrder' as const),
    title,
    titleReference,
    ...dated(resource),
    ended: standing === 'past' ? (end ?? beyond.statusChangeDate) : undefined,
    status,
    standing,
    doNotPerform: resource['doNotPerform'] === true ? (true as const) : undefined,
    intent: beyond.isAuthorisation ? undefined : textOf(resource['intent']),
    facts: [
      ...contents,
      ...facts(
        'dosage',
        dosagesOf(resource['dosageInstruction'] ?? resource['dosage']).map((dosage) => ({
          dosage,
        })),
      ),
      ...quantityFact('quantity', resource['quantity'] ?? dispense?.['quantity']),
      ...quantityFact('daysSupply', resource['daysSupply'] ?? dispense?.['expectedSupplyDuration']),
      ...fact('numberOfRepeatsAllowed', numberValue(dispense?.['numberOfRepeatsAllowed'])),
      ...beyond.facts,
      ...conceptFacts('courseOfTherapyType', resource['courseOfTherapyType']).slice(0, 1),
      ...endOf({ start: textOf(objectOf(resource['effectivePeriod'])?.['start']), end }, 'end'),
      ...endOf(dispense?.['validityPeriod'], 'validityEnd'),
      ...fact('whenPrepared', preparedBefore(resource)),
      ...reasonsOf(resource, 'reasonCode', 'reasonReference'),
      ...statusReasons(resource),
      ...substitutionFacts(resource),
      ...fact('reported', reportedBy(resource)),
      ...othersNamed(resource, whose.organisation),
      ...notesOf(resource),
    ],
    ...whose,
    codes,
  });
}

/** A request that is no order yet has not come to be; what was handed out may well be taken. */
function statusOf(resource: FhirResource): {
  readonly status: string | undefined;
  readonly standing: Standing;
} {
  const read = readStatus(resource['status']);
  const intent = textOf(resource['intent']);
  // That somebody proposes not to give it is no less to be read.
  const isOnlyMeant = intent === 'proposal' || intent === 'option';
  if (isOnlyMeant && isStanding(read) && resource['doNotPerform'] !== true) {
    return { ...read, standing: 'planned' };
  }
  const isHandedOut = resource.resourceType === 'MedicationDispense' && read.standing === 'past';
  return isHandedOut && read.status === 'completed' ? { ...read, standing: 'unknown' } : read;
}

function statusReasons(resource: FhirResource): Fact[] {
  return ['statusReason', 'statusReasonCodeableConcept', 'statusReasonReference'].flatMap(
    (member) =>
      listOf(resource[member]).flatMap((reason): Fact[] => {
        const concept = conceptOf(reason);
        return concept === undefined
          ? referenceFact('statusReason', resource, reason)
          : fact('statusReason', { concept });
      }),
  );
}

/** Whether another product may be given, or was. @see https://hl7.org/fhir/R4/medicationdispense.html */
function substitutionFacts(resource: FhirResource): Fact[] {
  const substitution = objectOf(resource['substitution']);
  if (substitution === undefined) return [];
  const was = substitution['wasSubstituted'];
  return [
    ...fact('substitution', choiceOf(substitution, 'allowed')),
    ...fact('wasSubstituted', typeof was === 'boolean' ? was : undefined),
    ...conceptFact('wasSubstituted', substitution['type']),
    ...conceptFacts('substitutionReason', substitution['reason'] ?? []),
  ];
}

/** When it was made ready, where that was another day than it was handed out. */
function preparedBefore(resource: FhirResource) {
  const prepared = textOf(resource['whenPrepared']);
  const handedOver = textOf(resource['whenHandedOver']);
  if (prepared === undefined || handedOver === undefined) return undefined;
  return prepared.slice(0, 10) === handedOver.slice(0, 10) ? undefined : { date: prepared };
}

/** Who told of it, where it is no prescription of the source's own. */
function reportedBy(resource: FhirResource) {
  const by = namedBy(resource, resource['reportedReference']);
  return by ?? (resource['reportedBoolean'] === true ? true : undefined);
}

/** Those who took part, beside the one that the entry is said to be by. */
function othersNamed(resource: FhirResource, first: string | undefined): Fact[] {
  const named = (['requester', 'informationSource', 'recorder'] as const).flatMap((member) => {
    const name = namedBy(resource, resource[member]);
    return name === undefined || name === first ? [] : { name: member, value: name };
  });
  return named;
}

function medicineOf(resource: FhirResource): {
  readonly title: Concept | undefined;
  readonly titleReference: string | undefined;
  readonly codes: readonly string[] | undefined;
  /** What is in it, as far as the entry itself says. */
  readonly contents: readonly Fact[];
} {
  const concept =
    resource['medicationCodeableConcept'] ?? objectOf(resource['medication'])?.['concept'];
  const { reference, display } = referenceOf(resource['medicationReference']);
  const inner = containedIn(resource, reference);
  const named =
    conceptOf(concept) ?? (inner === undefined ? undefined : medicationTitle(inner, resource));
  // A reference can say in its own words what the medicine that it leads to does not: its strength.
  const title =
    named === undefined || display === undefined
      ? (named ?? (display === undefined ? undefined : { text: display }))
      : besideName(named, display);
  const pointsOutside = reference !== undefined && !reference.startsWith('#');
  return {
    title,
    titleReference: pointsOutside ? reference : undefined,
    codes: codesBeside(title, codesOf(concept ?? inner?.['code'])),
    contents: inner === undefined ? [] : medicationFacts(inner, resource),
  };
}

function dated(resource: FhirResource): {
  readonly date: string | undefined;
  readonly dateMeaning: DateMeaning;
} {
  const handedOut = firstDate(resource, 'whenHandedOver');
  if (handedOut !== undefined) return { date: handedOut, dateMeaning: 'handedOut' };
  const prepared = firstDate(resource, 'whenPrepared');
  if (prepared !== undefined) return { date: prepared, dateMeaning: 'prepared' };
  const effective = firstDate(resource, 'effectiveDateTime', 'effectivePeriod');
  if (effective !== undefined) {
    return {
      date: effective,
      dateMeaning: resource.resourceType === 'MedicationAdministration' ? 'given' : 'started',
    };
  }
  const recorded = firstDate(resource, 'authoredOn', 'dateWritten', 'dateAsserted');
  const first = recorded === undefined ? firstTime(resource) : undefined;
  return first === undefined
    ? { date: recorded, dateMeaning: 'recorded' }
    : { date: first, dateMeaning: 'dated' };
}

/** The first day of an order's dose, which places one in time that does not say when it was written; a plan's is not yet. */
function firstTime(resource: FhirResource): string | undefined {
  if (textOf(resource['intent']) !== 'order') return undefined;
  const [first] = objectsOf(resource['dosageInstruction']);
  const timing = objectOf(first?.['timing']);
  const bounds = objectOf(objectOf(timing?.['repeat'])?.['boundsPeriod']);
  return textOf(bounds?.['start']) ?? textOf(listOf(timing?.['event'])[0]);
}

/** When it ended or is to end, where its source says so; how long a prescription is valid is something else. */
function endDate(resource: FhirResource): string | undefined {
  const [ended] = objectsOf(resource['extension'])
    .filter(({ url }) => /extension-MedicationOrder\.dateEnded$/.test(textOf(url) ?? ''))
    .flatMap((extension) => textOf(extension['valueDateTime']) ?? []);
  const end = textOf(objectOf(resource['effectivePeriod'])?.['end']);
  return end ?? ended ?? textOf(resource['dateEnded']);
}
