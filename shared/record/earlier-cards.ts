import { capitalised } from '../base/capitalised.ts';
import { own } from '../base/own.ts';
import type { Kind } from './kind.ts';
import type { EntryCard } from './card.ts';
import type { Fact, FactName } from './fact.ts';

/*
 * Cards of the programs before facts were data, and how they are read until they are made anew from their resources.
 * Then a card held its facts, its status and its kind in English words, and no `describedBy`. The tables say what those
 * programs wrote; they are never to be changed.
 */

/** A card as a vault or a backup holds it: of this program, or of an earlier one. */
type WrittenCard = Omit<EntryCard, 'describedBy' | 'title' | 'value' | 'facts'> & {
  readonly describedBy?: number;
  readonly title?: unknown;
  readonly value?: unknown;
  readonly range?: unknown;
  readonly facts: readonly unknown[];
};

/** By which description a card was made that an earlier program wrote in words. */
export const inWords = 0;

/**
 * A card that was read from a vault or a backup, as this program knows cards. One of an earlier program says the same as
 * ever: its words become texts, and its codes are told from the words that stood for them.
 */
export function readCard(written: unknown): EntryCard {
  const card = written as WrittenCard; // sealed by this program or an earlier one
  if (card.describedBy !== undefined) return card as EntryCard; // as this program writes them
  const { title, value, range, facts, status, kind, ...rest } = card;
  const refusal = refusalOf(status);
  return {
    ...rest,
    ...(typeof title === 'string'
      ? { title: { text: titleOf(title, refusal !== undefined) } }
      : {}),
    ...(typeof value === 'string' ? { value } : {}),
    ...(typeof range === 'string' ? { referenceRange: [{ text: range }] } : {}),
    ...statusOf(refusal === undefined ? status : refusal.status),
    ...(refusal === undefined ? {} : { doNotPerform: true }),
    kind: kindOfEarlier(kind, card.resourceType),
    facts: facts.flatMap((fact) => readFact(fact, card.category)),
    describedBy: inWords,
  };
}

const doNotGive = 'Do not give: ';

function titleOf(title: string, isRefused: boolean): string {
  return isRefused && title.startsWith(doNotGive) ? title.slice(doNotGive.length) : title;
}

/** "Not to be given (active)" */
function refusalOf(status: string | undefined): { readonly status?: string } | undefined {
  const match = /^Not to be given(?: \((.*)\))?$/.exec(status ?? '');
  if (match === null) return undefined;
  const [, inside] = match;
  if (inside === undefined) return {};
  return { status: capitalised(inside) };
}

/** "Active, not confirmed": the status and how sure its source is. Words that stood for no code are kept as they are. */
function statusOf(status: string | undefined): {
  readonly status?: string;
  readonly verificationStatus?: string;
} {
  if (status === undefined) return {};
  const code = own(statusCodes, status);
  if (code !== undefined) return { status: code };
  const [, clinical = '', doubt = ''] = /^(.+), ([^,]+)$/.exec(status) ?? [];
  const clinicalStatus = own(statusCodes, clinical);
  const verificationStatus = own(doubts, doubt);
  if (clinicalStatus !== undefined && verificationStatus !== undefined) {
    return { status: clinicalStatus, verificationStatus };
  }
  const alone = own(doubts, status);
  return alone === undefined ? { status } : { verificationStatus: alone };
}

/** The kind that an earlier program wrote in words. */
export function kindOfEarlier(kind: string, resourceType: string): string {
  return own(finerKinds, kind) ?? resourceType;
}

const finerKinds: Readonly<Record<string, Kind>> = {
  Intolerance: 'AllergyIntolerance.intolerance',
  'Vital sign': 'Observation.vital-signs',
  Lifestyle: 'Observation.social-history',
  'Questionnaire answer': 'Observation.survey',
};

function readFact(written: unknown, category: EntryCard['category']): Fact[] {
  if (written === null || written === undefined) return [];
  const { name, value } = written as { readonly name: string; readonly value: string }; // as they were written
  // It said what `doNotPerform` says.
  if (name === 'Warning' && category === 'medicines') return [];
  const isComponent = category === 'results' && !ofResults.has(name);
  const known = isComponent
    ? undefined
    : (own(factsInPlace, `${category}.${name}`) ?? own(factNames, name));
  // What a component was about, or what kind of entry stood inside this one.
  if (known === undefined) return [{ name: 'component', label: { text: name }, value }];
  return [{ name: known, value }];
}

/** What stood in a result beside its components, which their sources named. */
const ofResults: ReadonlySet<string> = new Set([
  'Body site',
  'Coded conclusion',
  'Conclusion',
  'Meaning',
  'Method',
  'Note',
  'Results in this report',
]);

/** Labels that stood for one fact on one shelf only. */
const factsInPlace: Readonly<Record<string, FactName>> = {
  'allergies.Since': 'onset',
  'documents.Subject': 'category',
  'medicines.Why the status changed': 'statusReason',
  'other.About': 'category',
  'problems.Listed as': 'category',
  'problems.Started': 'onset',
  'procedures.When': 'performed',
  'vaccinations.Body site': 'site',
  'vaccinations.Dose': 'doseNumber',
  'vaccinations.When': 'occurrence',
  'vaccinations.Why not given': 'statusReason',
};

const factNames: Readonly<Record<string, FactName>> = {
  Address: 'address',
  Against: 'targetDisease',
  Amount: 'doseQuantity',
  Batch: 'lotNumber',
  'Body site': 'bodySite',
  'Coded conclusion': 'conclusionCode',
  Complication: 'complication',
  Conclusion: 'conclusion',
  Dose: 'dosage',
  Ended: 'abatement',
  'Follow-up': 'followUp',
  Goal: 'goal',
  'Kind of course': 'courseOfTherapyType',
  'Kind of document': 'type',
  'Kind of visit': 'class',
  'Left for': 'dischargeDisposition',
  'Made by': 'manufacturer',
  Meaning: 'interpretation',
  Method: 'method',
  Note: 'note',
  Outcome: 'outcome',
  Place: 'location',
  Planned: 'activity',
  Quantity: 'quantity',
  Reaction: 'manifestation',
  Reason: 'reasonCode',
  Relation: 'relationship',
  'Repeats allowed': 'numberOfRepeatsAllowed',
  'Results in this report': 'result',
  Risk: 'criticality',
  Severity: 'severity',
  Stage: 'stage',
  'Telephone or e-mail': 'telecom',
  Told: 'payload',
  Until: 'end',
  'Valid until': 'validityEnd',
  'What happened': 'description',
  'What to know': 'patientInstruction',
};

const statusCodes: Readonly<Record<string, string>> = {
  Active: 'active',
  'Come back': 'recurrence',
  'Not active': 'inactive',
  'In remission': 'remission',
  Resolved: 'resolved',
  Completed: 'completed',
  Stopped: 'stopped',
  'On hold': 'on-hold',
  Ended: 'ended',
  Cancelled: 'cancelled',
  Withdrawn: 'revoked',
  Abandoned: 'abandoned',
  Draft: 'draft',
  Proposed: 'proposed',
  Planned: 'planned',
  Intended: 'intended',
  Booked: 'booked',
  'Waiting for confirmation': 'pending',
  'Result awaited': 'registered',
  'Going on': 'in-progress',
  'Being prepared': 'preparation',
  Finished: 'finished',
  'Took place': 'fulfilled',
  'Not attended': 'noshow',
  Preliminary: 'preliminary',
  'Part of the result': 'partial',
  Final: 'final',
  Amended: 'amended',
  Corrected: 'corrected',
  'Added to': 'appended',
  Current: 'current',
  'Replaced by a newer one': 'superseded',
  'Not done': 'not-done',
  'Not taken': 'not-taken',
  'Found not to be so': 'refuted',
  'Not confirmed': 'unconfirmed',
  Provisional: 'provisional',
  'One of several possibilities': 'differential',
  'Status not known': 'unknown',
  'Entered in error': 'entered-in-error',
  Given: 'completed',
  'Not given': 'not-done',
  Done: 'completed',
};

/** How sure a source was, as it stood behind a status, in small letters, or alone. */
const doubts: Readonly<Record<string, string>> = {
  'not confirmed': 'unconfirmed',
  provisional: 'provisional',
  'one of several possibilities': 'differential',
  'status not known': 'unknown',
};
