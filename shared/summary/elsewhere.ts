import { remembered } from '../base/remembered.ts';
import type { EntryCard, EntryKey } from '../record/card.ts';
import { elsewhereKinds, type ElsewhereKind, type ElsewherePart } from '../words/elsewhere.ts';
import type { SectionName } from '../words/section-name.ts';
import { wordsOfTitle } from './all-words.ts';
import { isHospitalStay } from './hospital-stay.ts';
import type { Place } from './place.ts';
import { isFamilyHistory, isNoResult } from './section-of-observation.ts';
import { sections as allSections } from './sections.ts';
import type { SectionSelection } from './select-entries.ts';

const kindOfType: Readonly<Record<string, ElsewhereKind>> = {
  Appointment: 'appointments',
  CarePlan: 'care-plans',
  Communication: 'messages',
  Consent: 'consents',
  DetectedIssue: 'safety-warnings',
  Device: 'past-devices',
  DeviceRequest: 'requests',
  DeviceUseStatement: 'past-devices',
  DiagnosticReport: 'reports',
  DocumentReference: 'documents',
  FamilyMemberHistory: 'family-history',
  Flag: 'past-alerts',
  Goal: 'goals',
  ImagingStudy: 'scans',
  ImmunizationRecommendation: 'vaccination-advice',
  Media: 'scans',
  NutritionOrder: 'requests',
  QuestionnaireResponse: 'questionnaires',
  ServiceRequest: 'requests',
};

/** Rules of which a page says how many entries they keep off it. Nothing private and no bookkeeping is counted. */
const counted: ReadonlySet<string> = new Set([
  'beyond-section',
  'not-in-preset',
  'not-so',
  'planned',
]);

/** What the entries are called that may be counted where they are on no page. */
export function kindsElsewhere(
  cards: readonly EntryCard[],
  places: ReadonlyMap<EntryKey, Place>,
): ReadonlyMap<EntryKey, ElsewhereKind> {
  const kinds = new Map<EntryKey, ElsewhereKind>();
  for (const card of cards) {
    const place = places.get(card.key);
    if (place?.in === 'text') kinds.set(card.key, 'kept-texts');
    if (place?.in !== 'rule' || !counted.has(place.rule)) continue;
    const isPregnancy = place.section === 'pregnancy';
    kinds.set(card.key, isPregnancy ? 'past-pregnancies' : kindByNature(card));
  }
  return kinds;
}

/** A ledger, as far as it is needed here. */
type Placed = {
  readonly kinds: ReadonlyMap<EntryKey, ElsewhereKind>;
  readonly places: ReadonlyMap<EntryKey, Place>;
  readonly sections: readonly SectionSelection[];
};

/**
 * What of a record is on no page, by kind: what no section takes, and what belongs to a section that is not written
 * since nothing is in it.
 */
export function elsewhereIn({ kinds, places, sections }: Placed): readonly ElsewherePart[] {
  const written = new Set<SectionName>(
    sections
      .filter(({ section, keys }) => keys.length > 0 || isRequired(section))
      .map(({ section }) => section),
  );
  const counts = new Map<ElsewhereKind, number>();
  for (const [key, kind] of kinds) {
    const place = places.get(key);
    if (place?.in !== 'rule' && place?.in !== 'text') continue;
    const isTold = place.in === 'rule' && place.section !== undefined && written.has(place.section);
    if (!isTold) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return elsewhereKinds.flatMap((what) => {
    const count = counts.get(what);
    return count === undefined ? [] : [{ what, count }];
  });
}

function isRequired(name: SectionName): boolean {
  return allSections.some((one) => one.name === name && one.need === 'required');
}

function kindByNature(card: EntryCard): ElsewhereKind {
  const { resourceType, standing } = card;
  const isPlanned = standing === 'planned';
  const isNot = standing === 'refuted' || card.status === 'cancelled';
  switch (resourceType) {
    case 'Procedure':
      if (isNot) return 'procedures-not-done';
      return isPlanned ? 'planned-procedures' : 'other';
    case 'Immunization':
      return isNot ? 'vaccinations-not-given' : 'other';
    case 'MedicationRequest':
    case 'MedicationStatement':
    case 'MedicationDispense':
    case 'MedicationAdministration':
      return isPlanned ? 'planned-medicines' : 'other';
    default:
      if (isNot) return 'not-so';
  }
  if (resourceType === 'Encounter') {
    if (isPlanned) return 'appointments';
    return isHospitalStay(card) ? 'stays' : 'visits';
  }
  if (resourceType === 'Observation') return kindOfObservation(card, isPlanned);
  return Object.hasOwn(kindOfType, resourceType) ? (kindOfType[resourceType] ?? 'other') : 'other';
}

function kindOfObservation(card: EntryCard, isPlanned: boolean): ElsewhereKind {
  if (isPlanned) return 'awaited-results';
  const named = kindByName(wordsOfTitle(card));
  if (named !== undefined) return named;
  if (card.kind === 'Observation.survey') return 'answers';
  return card.value === undefined ? 'tests-without-result' : 'other';
}

const kindByName = remembered((title): ElsewhereKind | undefined => {
  const named = { title: { text: title } };
  if (isFamilyHistory(named)) return 'family-history';
  if (/\brefer(?:ral|red)\b/i.test(title)) return 'requests';
  return isNoResult(named) ? 'notes' : undefined;
});
