import { own } from '../../base/own.ts';
import { wordsOf } from '../concept.ts';
import type { FhirResource } from '../resource.ts';
import { cdaConceptOf, identifiersOf, namingConceptOf, notTold } from './cda-code.ts';
import { cdaPeriodOf, whenOf } from './cda-time.ts';
import { valueMembers, valueText } from './cda-value.ts';
import { attributeOf, childAt, childrenOf, type CdaElement } from './cda-xml.ts';
import { medicineRequest } from './medicine-requests.ts';
import { intentOf } from './moods.ts';
import { productConcept } from './products.ts';
import { reasonsOf } from './reasons.ts';
import {
  authorOf,
  isNegated,
  cdaNotesOf,
  performersOf,
  present,
  readAsOne,
  saidNotes,
  staysText,
  cdaStatusCodeOf,
  timeNotes,
  type StatementPlace,
  type StatementReader,
} from './statement.ts';

/** @see http://hl7.org/fhir/R4/valueset-request-status.html */
const statuses: Readonly<Record<string, string>> = {
  active: 'active',
  new: 'draft',
  held: 'on-hold',
  suspended: 'on-hold',
  completed: 'completed',
  aborted: 'revoked',
  cancelled: 'revoked',
  nullified: 'entered-in-error',
};

/** Something wished, planned or asked for: an act, a procedure, a test, a visit, a supply or a medicine. */
export const readPlanned: StatementReader = (statement, place) => {
  const intent = intentOf(statement);
  if (intent === undefined) return staysText(statement);
  const read = statement.name === 'substanceAdministration' ? medicineRequest : plannedService;
  return readAsOne(statement, read(statement, intent, place));
};

function plannedService(
  statement: CdaElement,
  intent: string,
  place: StatementPlace,
): FhirResource | undefined {
  const { narrative } = place;
  const words = narrative.of(childAt(statement, 'text'));
  const name = narrative.name(childAt(statement, 'text'));
  const values = childrenOf(statement, 'value');
  const [asserted] = values.flatMap((one) => namingConceptOf(one, narrative) ?? []);
  const named =
    namingConceptOf(childAt(statement, 'code'), narrative) ??
    productConcept(childAt(statement, 'product', 'manufacturedProduct'), place);
  const code = named ?? asserted ?? (name === undefined ? undefined : { text: name });
  if (code === undefined) return undefined;
  const when = whenOf(childAt(statement, 'effectiveTime'));
  // What ends is the order for a supply, and not the use of it.
  const isExpiry = statement.name === 'supply' && when.start === undefined;
  const { time, who } = authorOf(statement);
  const value = code === asserted && values.length === 1 ? undefined : valueWords(statement, place);
  return {
    resourceType: 'ServiceRequest',
    id: place.idOf(statement, 'ServiceRequest'),
    ...present({
      identifier: identifiersOf(statement),
      status: own(statuses, cdaStatusCodeOf(statement)) ?? 'unknown',
      intent,
      category: [{ text: kinds[statement.name] ?? 'Planned' }],
      doNotPerform: isNegated(statement) ? true : undefined,
      code,
      subject: place.patient,
      occurrenceDateTime: when.at,
      occurrencePeriod: when.at !== undefined || isExpiry ? undefined : cdaPeriodOf(when),
      authoredOn: time,
      requester: who,
      performer: performersOf(statement),
      reasonCode: reasonsOf(statement, place),
      bodySite: childrenOf(statement, 'targetSiteCode').flatMap(
        (site) => cdaConceptOf(site, narrative) ?? [],
      ),
      note: [
        ...(value === undefined ? [] : [{ text: value }]),
        ...(isExpiry && when.end !== undefined
          ? [{ text: `End of this order, as written: ${when.end}` }]
          : []),
        ...timeNotes(statement),
        ...(words === undefined || words === wordsOf(code)
          ? []
          : saidNotes(childAt(statement, 'text'), place)),
        ...cdaNotesOf(statement, place).filter(({ text }) => text !== words),
      ],
    }),
  };
}

const kinds: Readonly<Record<string, string>> = {
  encounter: 'Planned visit',
  procedure: 'Planned procedure',
  observation: 'Planned test',
  supply: 'Planned supply',
};

/** Goal Observation: what is to be reached, and by when. */
export const readGoal: StatementReader = (statement, place) => {
  if (attributeOf(statement, 'moodCode') !== 'GOL' || isNegated(statement))
    return staysText(statement);
  const { narrative } = place;
  const code = wordsOf(namingConceptOf(childAt(statement, 'code'), narrative));
  const words = narrative.name(childAt(statement, 'text'));
  const value = valueWords(statement, place);
  const said = [...new Set([code, value, words].filter((part) => part !== undefined))].join(': ');
  if (said === '') return staysText(statement);
  const when = whenOf(childAt(statement, 'effectiveTime'));
  const { who } = authorOf(statement);
  const status = own(goalStatuses, cdaStatusCodeOf(statement));
  return readAsOne(statement, {
    resourceType: 'Goal',
    id: place.idOf(statement, 'Goal'),
    ...present({
      identifier: identifiersOf(statement),
      lifecycleStatus: status,
      _lifecycleStatus: status === undefined ? notTold : undefined,
      description: { text: said },
      subject: place.patient,
      startDate: (when.at ?? when.start)?.slice(0, 10),
      target: when.end === undefined ? [] : [{ dueDate: when.end.slice(0, 10) }],
      expressedBy: who,
      note: cdaNotesOf(statement, place).filter(({ text }) => text !== words),
    }),
  });
};

/** @see http://hl7.org/fhir/R4/valueset-goal-status.html */
const goalStatuses: Readonly<Record<string, string>> = {
  active: 'active',
  completed: 'completed',
  aborted: 'cancelled',
  cancelled: 'cancelled',
  suspended: 'on-hold',
  held: 'on-hold',
  nullified: 'entered-in-error',
};

/** What a plan or a goal is to reach, in words. */
function valueWords(statement: CdaElement, { narrative }: StatementPlace): string | undefined {
  const all = childrenOf(statement, 'value').flatMap(
    (value) => valueText(valueMembers(value, narrative) ?? {}) ?? [],
  );
  return all.length === 0 ? undefined : all.join('; ');
}
