import { own } from '../../base/own.ts';
import {
  attributeOf,
  childAt,
  childrenOf,
  statementsIn,
  wordsIn,
  type CdaElement,
} from './cda-xml.ts';
import { dateTimeOf } from './cda-time.ts';
import { observationOf } from './observations.ts';
import { namedWords } from './people.ts';
import { objectsOf, type JsonObject } from '../resource.ts';
import {
  readAsOne,
  readEach,
  staysText,
  type StatementPlace,
  type StatementReader,
} from './statement.ts';

/** Advance Directive Organizer: each directive by itself. */
export const readWishes: StatementReader = (organizer, place) =>
  readEach(organizer, childrenOf(organizer, 'component').flatMap(statementsIn), (one) =>
    one.name === 'observation' ? readWish(one, place) : staysText(one),
  );

const advanceDirectives = {
  coding: [{ system: 'http://loinc.org', code: '42348-3', display: 'Advance directives' }],
};

/** Advance Directive Observation: what the patient wishes, who knows of it, and where the paper is. */
export const readWish: StatementReader = (statement, place) => {
  const observation = observationOf(statement, undefined, place);
  if (observation === undefined) return staysText(statement);
  const note = [
    ...objectsOf(observation['note']),
    ...peopleNotes(statement),
    ...paperNotes(statement, place),
  ];
  // "Intubation: Refused" is no test result: what makes it a wish is that it stands here.
  const filed = { ...observation, category: [advanceDirectives] };
  return readAsOne(statement, note.length === 0 ? filed : { ...filed, note });
};

const roles: Readonly<Record<string, string>> = { VRF: 'Verified by', CST: 'Held by' };

function peopleNotes(statement: CdaElement): JsonObject[] {
  return childrenOf(statement, 'participant').flatMap((participant) => {
    const name = namedWords(childAt(participant, 'participantRole', 'playingEntity', 'name'));
    const label = own(roles, attributeOf(participant, 'typeCode')) ?? 'Named in it';
    const day = dateTimeOf(attributeOf(childAt(participant, 'time'), 'value'));
    return name === undefined
      ? []
      : [{ text: `${label}: ${name}${day === undefined ? '' : `, ${day}`}` }];
  });
}

function paperNotes(statement: CdaElement, { narrative }: StatementPlace): JsonObject[] {
  return childrenOf(statement, 'reference').flatMap((reference) => {
    const text = childAt(reference, 'externalDocument', 'text');
    const words =
      narrative.of(text) ?? attributeOf(childAt(text, 'reference'), 'value') ?? wordsIn(text);
    return words === undefined ? [] : [{ text: `Document: ${words}` }];
  });
}
