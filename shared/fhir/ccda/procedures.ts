import { own } from '../../base/own.ts';
import { wordsOf } from '../concept.ts';
import type { JsonObject } from '../resource.ts';
import { cdaConceptOf, identifiersOf, namingConceptOf } from './cda-code.ts';
import { cdaPeriodOf, whenOf } from './cda-time.ts';
import { attributeOf, childAt, childrenOf, type CdaElement } from './cda-xml.ts';
import { absenceIn } from '../none-in-words.ts';
import { absenceOf, isNone, noneOf } from './known-none.ts';
import { observationOf } from './observations.ts';
import { procedureDevices } from './procedure-devices.ts';
import { readPlanned } from './plans.ts';
import { notesBesideReasons, reasonsOf } from './reasons.ts';
import {
  authorOf,
  isEvent,
  isNegated,
  cdaNotesOf,
  performersOf,
  present,
  readAsOne,
  cdaStatusCodeOf,
  staysText,
  timeNotes,
  type StatementPlace,
  type StatementReader,
} from './statement.ts';

/** @see http://hl7.org/fhir/R4/valueset-event-status.html */
const statuses: Readonly<Record<string, string>> = {
  completed: 'completed',
  active: 'in-progress',
  aborted: 'stopped',
  cancelled: 'not-done',
  suspended: 'on-hold',
  nullified: 'entered-in-error',
};

/** Procedure Activity as a procedure, an act or an observation. One that found something is an observation. */
export const readProcedure: StatementReader = (activity, place) => {
  const { narrative } = place;
  if (!isEvent(activity)) return readPlanned(activity, place);
  if (hasFinding(activity)) return readAsOne(activity, observationOf(activity, 'procedure', place));
  const code = procedureCode(activity, place);
  if (code === undefined) return staysText(activity);
  const { who } = authorOf(activity);
  const status =
    isNegated(activity) && !isNone(code)
      ? 'not-done'
      : (own(statuses, cdaStatusCodeOf(activity)) ?? 'unknown');
  const { kept, used, notes } = procedureDevices(activity, { code, status }, place);
  const procedure = {
    resourceType: 'Procedure',
    id: place.idOf(activity, 'Procedure'),
    ...present({
      identifier: identifiersOf(activity),
      status,
      code,
      subject: place.patient,
      ...performedOf(activity),
      recorder: who,
      performer: performersOf(activity).map((actor) => ({ actor })),
      reasonCode: reasonsOf(activity, place),
      bodySite: childrenOf(activity, 'targetSiteCode').flatMap(
        (site) => cdaConceptOf(site, narrative) ?? [],
      ),
      note: [
        ...timeNotes(activity),
        ...notes,
        ...cdaNotesOf(activity, place),
        ...notesBesideReasons(activity, place),
      ],
      usedCode: used,
      focalDevice: kept.map(({ id }) => ({
        manipulated: { reference: `Device/${String(id)}` },
      })),
    }),
  };
  return { resources: [procedure, ...kept], stayed: [] };
};

function procedureCode(
  activity: CdaElement,
  { narrative }: StatementPlace,
): JsonObject | undefined {
  const element = childAt(activity, 'code');
  const concept = namingConceptOf(element, narrative);
  const words = narrative.name(childAt(activity, 'text'));
  const absence =
    absenceOf(element, { about: 'procedure', narrative }) ??
    (concept === undefined ? absenceIn(words, 'procedure') : undefined);
  if (absence !== undefined) return noneOf(absence, wordsOf(concept) ?? words);
  return concept ?? (words === undefined ? undefined : { text: words });
}

function hasFinding(activity: CdaElement): boolean {
  return childrenOf(activity, 'value').some(
    (value) =>
      attributeOf(value, 'nullFlavor') === undefined && Object.keys(value.attributes).length > 1,
  );
}

function performedOf(activity: CdaElement): JsonObject {
  const when = whenOf(childAt(activity, 'effectiveTime'));
  return present({
    performedDateTime: when.at,
    performedPeriod: when.at === undefined ? cdaPeriodOf(when) : undefined,
  });
}
