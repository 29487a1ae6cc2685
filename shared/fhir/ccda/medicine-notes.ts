import { textOf, type JsonObject } from '../resource.ts';
import { whenOf, writtenTime } from './cda-time.ts';
import { writtenValue } from './cda-value.ts';
import { childAt, childrenOf, statementsIn, type CdaElement } from './cda-xml.ts';
import { freeTextSig, instruction } from './dosage.ts';
import { materialOf } from './products.ts';
import { notesBesideReasons } from './reasons.ts';
import { cdaNotesOf, isEvent, rowNotes, type StatementPlace } from './statement.ts';
import { strengthNotes } from './strengths.ts';

/** What is written of a medicine, beside its name and its dose. */
export function medicineNotes(
  activity: CdaElement,
  dosage: readonly JsonObject[],
  place: StatementPlace,
): JsonObject[] {
  const product = childAt(activity, 'consumable', 'manufacturedProduct');
  const asDosage = dosage.map(({ text }) => text);
  const notes = [
    ...cdaNotesOf(activity, place, freeTextSig, instruction),
    ...rowNotes(childAt(activity, 'text'), place),
    ...strengthNotes(materialOf(product)),
    ...notesBesideReasons(activity, place),
    ...supplyNotes(activity),
  ].filter(({ text }) => !asDosage.includes(text));
  return [...new Map(notes.toReversed().map((note) => [keyOf(note), note])).values()].toReversed();
}

function keyOf({ text }: JsonObject): string | undefined {
  return textOf(text)?.toLowerCase();
}

/** How much of it was ordered or handed out, and how often again. */
function supplyNotes(activity: CdaElement): JsonObject[] {
  return childrenOf(activity, 'entryRelationship')
    .flatMap(statementsIn)
    .filter(({ name }) => name === 'supply')
    .flatMap((supply) => {
      const { at, start, end } = whenOf(childAt(supply, 'effectiveTime'));
      const quantity = writtenValue(childAt(supply, 'quantity'));
      const repeats = writtenValue(childAt(supply, 'repeatNumber'));
      const from = at ?? start;
      const words = [
        from === undefined ? undefined : writtenTime(from),
        quantity === undefined ? undefined : `quantity ${quantity}`,
        repeats === undefined ? undefined : `repeats ${repeats}`,
        end === undefined
          ? undefined
          : `end of this ${isEvent(supply) ? 'supply' : 'order'} as written ${writtenTime(end)}`,
      ].filter((one) => one !== undefined);
      const label = isEvent(supply) ? 'Handed out' : 'Ordered';
      return words.length === 0 ? [] : [{ text: `${label}: ${words.join(', ')}` }];
    });
}
