import type { MedicineClass, MedicineCodeSystem } from './medicine-class.ts';
import type { WishKind } from './wish-kind.ts';

/** What a clinician must know first. */
export const redFlagKinds = [
  'severe-allergy',
  'allergy',
  'do-not-give',
  'wishes-disagree',
  'wishes',
  'alert',
  'pregnancy',
  'history',
  'implant',
  'critical-result',
  'blood-groups-differ',
  'adverse-event',
  'safety-warning',
] as const;
export type RedFlagKind = (typeof redFlagKinds)[number] | MedicineClass;

/** The words of what a clinician must know first, and of wishes for care. */
export type RedFlagWords = {
  /** One line: what kind it is, what it is called, and what belongs to it (a reaction, a dose, a date, a status). */
  redFlag(kind: RedFlagKind, title: string, more: readonly string[]): string;
  onHold(reason: string | undefined): string;
  stopped(date: string | undefined, reason: string | undefined): string;
  finished(date: string): string;
  /** Until when it is or was to be taken. */
  takenUntil(date: string): string;
  /** That nothing but a code tells which kind of medicine it is. */
  knownByCode(system: MedicineCodeSystem, code: string): string;
  /** A blood group, and when it was found. */
  bloodGroup(value: string, date: string | undefined): string;
  /** What another entry says of the same thing, or of one that is called otherwise. */
  anotherEntrySays(title: string | undefined, said: readonly string[]): string;
  handedOutOn(date: string | undefined): string;
  givenOn(date: string | undefined): string;
  expectedDelivery(date: string): string;
  readonly wishKinds: Readonly<Record<WishKind, string>>;
  /** A consent's category or scope that comes without a name; `undefined` for a code that is none of HL7's. */
  consentCategory(code: string): string | undefined;
  refuses(what: readonly string[]): string;
  allows(what: readonly string[]): string;
  /** Two wishes that contradict each other, the newer one first. */
  bothSaid(newer: string, other: string): string;
  /** A sentence as its source wrote it. */
  quoted(text: string): string;
  /** The text of a plan, as far as it stands here. */
  planText(text: string): string;
  /** Where the rest of it is. */
  restOfPlan(where: string | undefined): string;
  /** A plan whose text is in a document that cannot be read here. */
  planInDocument(what: string | undefined, isInside: boolean): string;
  /** The heading of medicines that are over. */
  readonly stoppedMedicines: string;
  /** Beside a medicine: what other sources, by their numbers, say otherwise of it. */
  sourceDiffers(what: string, sources: readonly number[]): string;
  /** On a card, where something that may be private is left out of it. */
  readonly privateOnCard: string;
};
