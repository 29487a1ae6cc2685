import { hasName, plainWordsOf } from '../fhir/concept.ts';
import type { Description } from '../record/card.ts';
import { factsCalled, type Dosage } from '../record/fact.ts';
import { isOrWasSo, isStanding } from '../record/standing.ts';
import type { MedicineClass } from '../words/medicine-class.ts';
import { medicineClasses } from '../words/medicine-class.ts';
import { isSaidIn } from './item.ts';
import { endIn } from './item-dates.ts';
import { classesOfMedicine, type KnownMedicine } from './medicine-classes.ts';
import { codesOfSeveralNames } from './codes-of-several-names.ts';
import { contrariesOfFlagged } from './red-flag-contraries.ts';
import { dateOf, firstSaid, type FlagContext, type FlagEntry, type RedFlag } from './red-flag.ts';
import { sayContrary } from './say-contrary.ts';

/** Classes that matter long after the last dose: they go on working, or stopping them is a danger in itself. */
const lasting: ReadonlySet<MedicineClass> = new Set([
  'anticoagulant',
  'antiplatelet',
  'steroid',
  'immunosuppressant',
  'cytotoxic',
  'antiarrhythmic',
  'clozapine',
  'depot-antipsychotic',
]);

/** What nobody has ordered. */
const notOrdered: ReadonlySet<string> = new Set(['proposal', 'plan', 'option']);
/** What was never taken, or is not known to have been. */
const notTaken: ReadonlySet<string> = new Set([
  'not-taken',
  'not-done',
  'draft',
  'cancelled',
  'declined',
  'intended',
  'entered-in-error',
]);

type Found = {
  readonly flag: RedFlag;
  readonly medicineClass: MedicineClass;
  readonly isNow: boolean;
};

/** High-risk medicines by class, the most dangerous first, and before them what must not be given. */
export function medicineFlags(entries: readonly FlagEntry[], context: FlagContext): RedFlag[] {
  const contraries = contrariesOfFlagged(entries);
  const untelling = codesOfSeveralNames(entries.map(({ entry }) => entry));
  const found = entries.flatMap((one) =>
    knownOf(one.entry, untelling).flatMap(
      (known) => flagOf({ ...one, known, contrary: contraries.get(one) }, context) ?? [],
    ),
  );
  const now = new Set(found.filter(({ isNow }) => isNow).map(({ flag }) => flag.about));
  const told = found.filter(({ isNow, flag }) => isNow || !now.has(flag.about));
  return [
    ...entries.flatMap((one) => notToBeGiven(one, context)),
    ...medicineClasses.flatMap((name) =>
      told.filter(({ medicineClass }) => medicineClass === name).map(({ flag }) => flag),
    ),
  ];
}

function notToBeGiven({ entry, said }: FlagEntry, { words }: FlagContext): RedFlag[] {
  if (entry.doNotPerform !== true || !isStanding(entry) || isNoOrder(entry)) return [];
  if (entry.title === undefined) return [];
  const reasons = [firstSaid(said, 'reasonCode', 'reasonReference')].filter(
    (one) => one !== undefined,
  );
  const more = [...reasons, ...dateOf(entry, words)];
  return [{ kind: 'do-not-give', title: plainWordsOf(entry.title), more }];
}

function isNoOrder({ intent, status }: Description): boolean {
  return (
    (intent !== undefined && notOrdered.has(intent)) ||
    (status !== undefined && notTaken.has(status.toLowerCase()))
  );
}

/** The most dangerous class that its words name and, where they name it not, the one that its code tells. */
function knownOf(entry: Description, untelling: ReadonlySet<string>): KnownMedicine[] {
  const known = classesOfMedicine(entry);
  const named = known.find(({ system }) => system === undefined);
  const coded = known.find(({ system, by }) => system !== undefined && !untelling.has(by));
  return [named, coded].filter((one) => one !== undefined);
}

type Flagged = FlagEntry & {
  readonly known: KnownMedicine;
  /** What another entry says against it. */
  readonly contrary: Description | undefined;
};

function flagOf(one: Flagged, context: FlagContext): Found | undefined {
  const { entry, said, resource, known, contrary } = one;
  if (said.title === undefined || !isOrWasSo(entry)) return undefined;
  if (entry.doNotPerform === true || isNoOrder(entry)) return undefined;
  if (isShortCourse(known.medicineClass, entry)) return undefined;
  const state = stateOf(one, known.medicineClass, context);
  if (state === undefined) return undefined;
  const dose = firstSaid(said, 'dosage');
  const isOrder = /Request|Statement|Order/.test(resource.resourceType);
  return {
    flag: {
      kind: known.medicineClass,
      title: said.title,
      more: [
        byCodeOf(known, entry, context),
        strengthOf(said),
        state.words,
        state.isNow ? dose : undefined,
        state.isNow ? untilOf(entry, context) : undefined,
        contrary === undefined
          ? undefined
          : sayContrary(contrary, { of: entry, words: context.words }),
      ].filter((part) => part !== undefined),
      about: known.by,
    },
    medicineClass: known.medicineClass,
    isNow: state.isNow && isOrder,
  };
}

/** That its class is known by its code alone, where it has a name of its own that may be that of another thing. */
function byCodeOf(
  { system, by }: KnownMedicine,
  { title }: Description,
  { words }: FlagContext,
): string | undefined {
  return system === undefined || title === undefined || !hasName(title)
    ? undefined
    : words.knownByCode(system, by);
}

/** When its source says that it ends or ended, although it calls it current. */
function untilOf(entry: Description, { words }: FlagContext): string | undefined {
  const end = endIn(entry);
  return end === undefined ? undefined : words.takenUntil(words.date(end));
}

/** How strong it is, where its name does not say so: insulin of 500 units/mL is another than that of 100. */
function strengthOf({ title = '', facts }: FlagEntry['said']): string | undefined {
  const strength = facts.find(({ is }) => is === 'ingredient');
  return strength === undefined || isSaidIn(title, strength) ? undefined : strength.value;
}

type State = { readonly words: string | undefined; readonly isNow: boolean };

/** Whether a medicine is taken now, on hold or stopped, in words; `undefined` where it is no longer a danger. */
function stateOf(
  { entry, said, resource }: FlagEntry,
  medicineClass: MedicineClass,
  { words }: FlagContext,
): State | undefined {
  const status = entry.status?.toLowerCase() ?? '';
  const on = entry.date === undefined ? undefined : words.date(entry.date);
  const end = entry.ended === undefined ? undefined : words.date(entry.ended);
  const reason = firstSaid(said, 'statusReason');
  const isLasting = lasting.has(medicineClass);
  if (resource.resourceType === 'MedicationAdministration') {
    return isLasting && status !== 'stopped'
      ? { words: words.givenOn(on), isNow: true }
      : undefined;
  }
  if (status === 'on-hold' || status === 'suspended') {
    return { words: words.onHold(reason), isNow: true };
  }
  if (resource.resourceType === 'MedicationDispense' && status === 'completed') {
    return { words: words.handedOutOn(on), isNow: true };
  }
  if (status === 'stopped' || status === 'ended') {
    return isLasting ? { words: words.stopped(end, reason), isNow: false } : undefined;
  }
  if (entry.standing === 'past') {
    return isLasting && end !== undefined
      ? { words: words.finished(end), isNow: false }
      : undefined;
  }
  return { words: entry.standing === 'unknown' ? said.status : undefined, isNow: true };
}

/** In days. */
const shortCourse = 21;
const lengths: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, wk: 7, mo: 30, a: 365 };

/** A steroid for a few days is no danger when it ends. */
function isShortCourse(medicineClass: MedicineClass, { facts }: Description): boolean {
  if (medicineClass !== 'steroid') return false;
  const doses = factsCalled(facts, 'dosage').flatMap(({ value }) =>
    typeof value === 'object' && 'dosage' in value ? value.dosage : [],
  );
  const days = doses.map(daysOf);
  return days.length > 0 && days.reduce((all, one) => all + one, 0) <= shortCourse;
}

/** For how many days a dose is to be taken; without end where it does not say. */
function daysOf({ timing, text = '' }: Dosage): number {
  const bounds = timing?.bounds;
  if (bounds !== undefined && 'quantity' in bounds) {
    const { code, ucum, unit, value } = bounds.quantity;
    const length = lengths[ucum ?? code ?? ''] ?? lengthOf(unit ?? '');
    return Number(value) * (length ?? Infinity);
  }
  const [, number, unit] = /\bfor (\d+) (days?|weeks?)\b/i.exec(text) ?? [];
  return number === undefined ? Infinity : Number(number) * (lengthOf(unit ?? '') ?? Infinity);
}

function lengthOf(unit: string): number | undefined {
  if (/^days?$/i.test(unit)) return 1;
  return /^weeks?$/i.test(unit) ? 7 : undefined;
}
