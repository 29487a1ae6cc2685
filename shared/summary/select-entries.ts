import { addressFrom, lookupKeyOf, serverOf } from '../fhir/reference.ts';
import type { EntryCard, EntryKey } from '../record/card.ts';
import { factsCalled } from '../record/fact.ts';
import { plainValues } from '../record/plain-value.ts';
import { byNewest, firstOfEach, subjectOf } from './newest.ts';
import { isRecentStay } from './hospital-stay.ts';
import { sectionOf } from './section-of.ts';
import type { SectionName } from '../words/section-name.ts';
import { sections } from './sections.ts';
import { selectMedicines } from './select-medicines.ts';
import type { Selected } from './selected.ts';
import {
  selectPregnancy,
  selectResults,
  selectSocialHistory,
  selectVitalSigns,
} from './select-results.ts';

/** What a section would hold by default, in the order a clinician reads it. */
export type SectionSelection = {
  readonly section: SectionName;
  readonly keys: readonly EntryKey[];
  /** How many more there were than a summary takes. */
  readonly capped: number;
};

const mostPastProblems = 15;
const mostProcedures = 15;
const mostImmunizations = 20;
const mostFindings = 15;

type Select = (cards: readonly EntryCard[], now: Date) => Selected;

const selections: Readonly<Record<SectionName, Select>> = {
  allergies: (cards) => everything(bySeverity(cards)),
  medications: selectMedicines,
  problems: (cards) => everything(withoutRepeats(byNewest(cards))),
  alerts: (cards) => everything(byNewest(cards)),
  'advance-directives': (cards) => everything(byNewest(cards)),
  devices: (cards) => everything(byNewest(withoutStatedDevices(cards))),
  results: selectResults,
  'vital-signs': selectVitalSigns,
  procedures: (cards) => newestOfEach(cards, mostProcedures),
  immunizations: (cards) => newestOfEach(cards, mostImmunizations),
  'past-problems': (cards) => newestOfEach(cards, mostPastProblems),
  'social-history': selectSocialHistory,
  pregnancy: selectPregnancy,
  'care-decisions': (cards) => everything(byNewest(cards)),
  encounters: selectStays,
  findings: (cards) => newestOfEach(cards, mostFindings),
  // Nobody's business unless the person says so.
  'personal-circumstances': () => everything([]),
};

/**
 * What a summary holds unless the patient takes something out: for every section with entries, and for the required ones always.
 * What is current is never capped; entries marked as entered in error are never in it.
 */
export function selectEntries(cards: readonly EntryCard[], now: Date): readonly SectionSelection[] {
  const bySection = new Map<SectionName, EntryCard[]>();
  for (const card of cards) {
    const section = sectionOf(card);
    if (section === undefined) continue;
    const list = bySection.get(section);
    if (list === undefined) bySection.set(section, [card]);
    else list.push(card);
  }
  return sections.flatMap(({ name, need }) => {
    const selected = selections[name](bySection.get(name) ?? [], now);
    if (selected.cards.length === 0 && need !== 'required') return [];
    const keys = selected.cards.map((card) => card.key);
    return [{ section: name, keys, capped: selected.capped }];
  });
}

/** The stays of the last year. */
function selectStays(cards: readonly EntryCard[], now: Date): Selected {
  const recent = cards.filter((card) => isRecentStay(card, now));
  return { cards: byNewest(recent), capped: cards.length - recent.length };
}

function everything(cards: readonly EntryCard[]): Selected {
  return { cards, capped: 0 };
}

/** The newest of each code, and no more than `most`; everything else is counted. */
function newestOfEach(cards: readonly EntryCard[], most: number): Selected {
  const kept = firstOfEach(byNewest(cards), (card) =>
    // The left and the right hip are two operations.
    [subjectOf(card), ...plainValues(factsCalled(card.facts, 'bodySite', 'site'))].join(' | '),
  ).slice(0, most);
  return { cards: kept, capped: cards.length - kept.length };
}

/** Entries that say the same of the same thing and day: one line is enough. */
function withoutRepeats(cards: readonly EntryCard[]): EntryCard[] {
  return firstOfEach(cards, (card) =>
    [
      subjectOf(card),
      card.status,
      card.verificationStatus,
      card.date?.slice(0, 10),
      ...plainValues(card.facts),
    ].join(' | '),
  );
}

/** Severe and current allergies first; what was resolved or refuted follows, marked as such. */
function bySeverity(cards: readonly EntryCard[]): EntryCard[] {
  const rank = (card: EntryCard) =>
    (card.standing === 'current' || card.standing === 'unknown' ? 0 : 2) +
    (card.flag === 'critical' ? 0 : 1);
  return byNewest(cards).sort((a, b) => rank(a) - rank(b));
}

/** A device that a statement of use already tells of is not listed a second time. */
function withoutStatedDevices(cards: readonly EntryCard[]): EntryCard[] {
  const stated = new Set(
    cards
      .filter((card) => card.resourceType === 'DeviceUseStatement')
      .flatMap(({ sourceId, fullUrl, references }) =>
        references.flatMap((reference) => {
          const address = addressFrom(fullUrl, reference);
          return [`${sourceId} ${address}`, `${sourceId} ${lookupKeyOf(address) ?? ''}`];
        }),
      ),
  );
  return cards.filter(({ sourceId, resourceId, fullUrl }) => {
    const isOnServer = serverOf(fullUrl, resourceId) !== undefined;
    const names = [fullUrl, isOnServer ? undefined : `Device/${resourceId ?? ''}`];
    return !names.some((name) => name !== undefined && stated.has(`${sourceId} ${name}`));
  });
}
