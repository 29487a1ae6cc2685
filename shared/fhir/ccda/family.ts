import { own } from '../../base/own.ts';
import { wordsOf } from '../concept.ts';
import type { JsonObject } from '../resource.ts';
import { cdaConceptOf, namingConceptOf, identifiersOf, notTold } from './cda-code.ts';
import { dateTimeOf, whenOf } from './cda-time.ts';
import { ageOf } from './cda-value.ts';
import {
  attributeOf,
  childAt,
  childrenOf,
  elementsOf,
  statementsIn,
  statementsWith,
  type CdaElement,
} from './cda-xml.ts';
import {
  isEvent,
  isNegated,
  cdaNotesOf,
  present,
  staysText,
  type StatementPlace,
  type StatementReader,
} from './statement.ts';

const deathObservation = '2.16.840.1.113883.10.20.22.4.47';
const ageAtOnset = '2.16.840.1.113883.10.20.22.4.31';

const genders: Readonly<Record<string, string>> = { F: 'female', M: 'male', UN: 'other' };

/** Family History Organizer: a relative, and what they have or had. Nothing of it is the patient's. */
export const readFamilyHistory: StatementReader = (organizer, place) => {
  const related = childAt(organizer, 'subject', 'relatedSubject');
  if (related === undefined || isNegated(organizer) || !isEvent(organizer))
    return staysText(organizer);
  const { narrative } = place;
  const members = childrenOf(organizer, 'component').flatMap(statementsIn);
  const observations = members.filter((one) => isEvent(one) && findingOf(one, place) !== undefined);
  const others = members.filter((one) => !observations.includes(one));
  const conditions = observations.filter((one) => !isNegated(one));
  const person = childAt(related, 'subject');
  const hasDied = statementsWith(organizer, deathObservation).some(
    (one) => !isNegated(one) && isEvent(one),
  );
  const resource = {
    resourceType: 'FamilyMemberHistory',
    id: place.idOf(organizer, 'FamilyMemberHistory'),
    ...present({
      identifier: identifiersOf(organizer),
      status: 'completed',
      patient: place.patient,
      name: narrative.of(childAt(person, 'name')),
      relationship: cdaConceptOf(childAt(related, 'code'), narrative) ?? notTold,
      sex: sexOf(person),
      bornDate: dateTimeOf(attributeOf(childAt(person, 'birthTime'), 'value'))?.slice(0, 10),
      ...deathOf(person, hasDied),
      note: observations.filter(isNegated).flatMap((one) => {
        const words = wordsOf(findingOf(one, place));
        return words === undefined ? [] : [{ text: `Does not have: ${words}` }];
      }),
      condition: conditions.map((one) => conditionOf(one, place)),
    }),
  };
  return { resources: [resource], stayed: others };
};

function findingOf(observation: CdaElement, { narrative }: StatementPlace): JsonObject | undefined {
  const words = narrative.name(childAt(observation, 'text'));
  return (
    namingConceptOf(childAt(observation, 'value'), narrative) ??
    (words === undefined ? undefined : { text: words })
  );
}

function sexOf(person: CdaElement | undefined): JsonObject | undefined {
  const code = own(genders, attributeOf(childAt(person, 'administrativeGenderCode'), 'code'));
  const system = 'http://hl7.org/fhir/administrative-gender';
  return code === undefined ? undefined : { coding: [{ system, code }] };
}

/** @see HL7 C-CDA 2.1: sdtc:deceasedInd and sdtc:deceasedTime; a death observation says the same */
function deathOf(person: CdaElement | undefined, hasDied: boolean): JsonObject {
  const extra = (name: string): string | undefined =>
    attributeOf(
      elementsOf(person).find((one) => one.name === name),
      'value',
    );
  const time = dateTimeOf(extra('deceasedTime'))?.slice(0, 10);
  if (time !== undefined) return { deceasedDate: time };
  return hasDied || extra('deceasedInd') === 'true' ? { deceasedBoolean: true } : {};
}

function conditionOf(observation: CdaElement, place: StatementPlace): JsonObject {
  const age = ageOf(childAt(statementsWith(observation, ageAtOnset)[0], 'value'));
  const { at, start, end } = whenOf(childAt(observation, 'effectiveTime'));
  const day = at ?? [start, end].filter((one) => one !== undefined).join(' to ');
  const isCause = childrenOf(observation, 'entryRelationship').some(
    (one) =>
      attributeOf(one, 'typeCode') === 'CAUS' && statementsWith(one, deathObservation).length > 0,
  );
  return present({
    code: findingOf(observation, place),
    contributedToDeath: isCause ? true : undefined,
    onsetAge: age,
    onsetString: age === undefined && day !== '' ? day : undefined,
    note: [
      ...(age !== undefined && day !== '' ? [{ text: `Date in the document: ${day}` }] : []),
      ...cdaNotesOf(observation, place),
    ],
  });
}
