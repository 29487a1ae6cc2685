import type { EntryCard } from '../record/card.ts';
import { factsCalled, type FactValue } from '../record/fact.ts';
import { isOrWasSo } from '../record/standing.ts';
import type { Concept } from '../fhir/concept.ts';
import { allWordsOf } from './all-words.ts';
import { isWithinMonths } from './newest.ts';

/** Codes of `Encounter.class` for a bed in a hospital and for emergencies. @see HL7 v3 ActCode */
const stays: ReadonlySet<string> = new Set([
  'IMP',
  'ACUTE',
  'NONAC',
  'SS',
  'EMER',
  'OBSENC',
  'inpatient',
  'emergency',
  'daytime',
]);
const notAStay: ReadonlySet<string> = new Set([
  'AMB',
  'VR',
  'HH',
  'FLD',
  'PRENC',
  'outpatient',
  'ambulatory',
  'home',
  'field',
  'virtual',
]);

const stayWords =
  /\b(?:in-?patient|hospital (?:admission|stay)|admi(?:ssion|tted)|emergency (?:room|department|admission|hospital)|accident and emergency|A&E|intensive care|day case|hospitali[sz]ation)\b/i;
const noStayWords =
  /\b(?:out-?patient|telephone|follow[- ]?up|clinic|pre-?admission|discharge summary|not admitted)\b/i;

/** Whether a visit was a stay in a hospital or an emergency: by its class, else by what it is called. */
export function isHospitalStay(card: Pick<EntryCard, 'resourceType' | 'title' | 'facts'>): boolean {
  if (card.resourceType !== 'Encounter') return false;
  const concepts = [
    card.title,
    ...factsCalled(card.facts, 'class').map(({ value }) => conceptIn(value)),
  ];
  const codes = concepts.flatMap((concept) =>
    (concept?.coding ?? []).flatMap(({ code }) => code ?? []),
  );
  if (codes.some((code) => stays.has(code))) return true;
  if (codes.some((code) => notAStay.has(code))) return false;
  const words = concepts
    .flatMap((concept) => (concept === undefined ? [] : [allWordsOf(concept)]))
    .join('. ');
  return stayWords.test(words) && !noStayWords.test(words);
}

function conceptIn(value: FactValue): Concept | undefined {
  return typeof value === 'object' && 'concept' in value ? value.concept : undefined;
}

/** For how long a stay is told of by default. */
const months = 12;

/** Whether a stay goes on, or ended within a year. */
export function isRecentStay(card: EntryCard, now: Date): boolean {
  if (!isHospitalStay(card)) return false;
  if (!isOrWasSo(card)) return false;
  if (card.status === 'cancelled' || card.status === 'noshow') return false;
  if (card.standing === 'current') return true;
  const [end] = factsCalled(card.facts, 'end').flatMap(({ value }) =>
    typeof value === 'object' && 'date' in value ? value.date : [],
  );
  const date = end ?? card.date;
  return date !== undefined && isWithinMonths(date, months, now);
}
