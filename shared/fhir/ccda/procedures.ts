import type { JsonObject } from '../resource.ts';
import { cdaConceptOf, identifiersOf } from './cda-code.ts';
import { periodOf, whenOf } from './cda-time.ts';
import { attributeOf, childAt, childrenOf, statementsWith, type CdaElement } from './cda-xml.ts';
import {
  authorOf,
  isEvent,
  isNegated,
  cdaNotesOf,
  performersOf,
  present,
  cdaStatusCodeOf,
  type StatementReader,
} from './statement.ts';

const indication = '2.16.840.1.113883.10.20.22.4.19';

/** @see http://hl7.org/fhir/R4/valueset-event-status.html */
const statuses: Readonly<Record<string, string>> = {
  completed: 'completed',
  active: 'in-progress',
  aborted: 'stopped',
  cancelled: 'not-done',
  suspended: 'on-hold',
  nullified: 'entered-in-error',
};

/** Procedure Activity as a procedure, an act or an observation. One that found something, or is planned, stays text. */
export const readProcedure: StatementReader = (activity, place) => {
  const { narrative } = place;
  const code = cdaConceptOf(childAt(activity, 'code'), narrative);
  if (code === undefined || !isEvent(activity) || hasFinding(activity)) return undefined;
  const { who } = authorOf(activity);
  return [
    {
      resourceType: 'Procedure',
      id: place.idOf(activity, 'Procedure'),
      ...present({
        identifier: identifiersOf(activity),
        status: isNegated(activity)
          ? 'not-done'
          : (statuses[cdaStatusCodeOf(activity) ?? ''] ?? 'unknown'),
        code,
        subject: place.patient,
        ...performedOf(activity),
        recorder: who,
        performer: performersOf(activity).map((actor) => ({ actor })),
        reasonCode: statementsWith(activity, indication).flatMap(
          (reason) => cdaConceptOf(childAt(reason, 'value'), narrative) ?? [],
        ),
        bodySite: childrenOf(activity, 'targetSiteCode').flatMap(
          (site) => cdaConceptOf(site, narrative) ?? [],
        ),
        note: cdaNotesOf(activity, place),
      }),
    },
  ];
};

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
    performedPeriod: when.at === undefined ? periodOf(when) : undefined,
  });
}
