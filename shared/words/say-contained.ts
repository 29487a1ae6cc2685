import type { ContainedEntry, Fact } from '../record/fact.ts';
import { sayItem } from './say-item.ts';
import { sayKind, sayStatus, sayTitle } from './say-head.ts';
import type { Words } from './words.ts';

/** An entry inside another: its name with its value, its status, and what else it says. */
export function sayContained(entry: ContainedEntry, words: Words, sayPart: SayPart): string {
  const status = sayStatus(entry, words)?.whole;
  const ended = words.endedOn(entry.ended, entry.reasonEnded);
  const more = sayItem({ parts: entry.facts ?? [] }, words, sayPart);
  return words.item(
    sayHead(entry, words, sayPart),
    [status, ended, more === '' ? undefined : more].filter((part) => part !== undefined),
  );
}

type SayPart = (part: Fact) => string;

function sayHead(entry: ContainedEntry, words: Words, sayPart: SayPart): string {
  const { kind, title, value, referenceRange, flag } = entry;
  const name = title === undefined ? sayKind(kind, words) : sayTitle({ ...entry, title }, words);
  if (value === undefined && flag === undefined) return name;
  const measured: Fact = {
    name: 'component',
    value: value ?? { noValue: true },
    ...(referenceRange === undefined ? {} : { range: referenceRange }),
    ...(flag === undefined ? {} : { flag }),
  };
  return words.labelled(name, sayPart(measured));
}
