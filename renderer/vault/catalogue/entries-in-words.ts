import { kindOfEarlier } from '../../../shared/record/earlier-cards.ts';
import type { PackedEntries } from './packed-entries.ts';

/**
 * Entries as an earlier program packed them, with the columns of this one: it told the kind of an entry in words, and
 * knew neither `doNotPerform` nor by which description a card was made.
 */
export function entriesInWords(written: PackedEntries): PackedEntries {
  const { columns } = written;
  const words = [...written.words];
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const number = numbers.get(text) ?? words.push(text) - 1;
    numbers.set(text, number);
    return number;
  };
  const kind = columns.kind.map((word, at) => {
    const type = written.words[columns.resourceType[at] ?? 0] ?? '';
    return numberOf(kindOfEarlier(written.words[word] ?? '', type));
  });
  const none = columns.kind.map(() => 0);
  return {
    ...written,
    words,
    columns: { ...columns, kind, doNotPerform: none, describedBy: none },
  };
}
