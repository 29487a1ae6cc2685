import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  builtExpressions,
  nastyFor,
  writtenExpressions,
  type Expression,
} from './expressions-in.ts';

const shared = path.join(import.meta.dirname, '../../shared');

/** Letters of a short text and of a long one; what looks at each letter once takes eight times as long for the long one. */
const [short, long] = [1_500, 12_000];
/** Below this the clock says nothing. What looks at the text anew from each letter takes a tenth of a second or more. */
const noticed = 25;
const mostGrowth = 24;

/** Of texts that are short by what makes them, or by a limit before them: each with why. */
const never: ReadonlyMap<string, string> = new Map([
  [String.raw`/(?<=-1)|(?<=-1(?:.{5})+)/`, 'a backup key of our own, of 74 letters'],
  [String.raw`/(\S+):(\S+)/`, 'tables of our own, in the mapping of R5'],
]);

/** Milliseconds of the processor, so that other work on the machine does not count. */
function took({ expression }: Expression, text: string): number {
  const begun = process.cpuUsage();
  expression.test(text);
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

/** The texts, if any, at which an expression takes much longer than the text is longer. */
function stumblesAt(one: Expression): readonly string[] {
  const pumps = nastyFor(one.expression);
  const heads = ['', one.expression.source.replace(/[\\^(?:[\]]/g, '').charAt(0)];
  return pumps.flatMap((pump) =>
    heads.flatMap((head) => {
      const of = (length: number): string =>
        `${head}${pump.repeat(Math.ceil(length / pump.length))}\u0001`;
      if (took(one, of(long)) < noticed) return [];
      const growth =
        Math.min(took(one, of(long)), took(one, of(long))) /
        Math.max(0.1, Math.min(took(one, of(short)), took(one, of(short))));
      return growth > mostGrowth
        ? [`${JSON.stringify(head)} and then ${JSON.stringify(pump)}`]
        : [];
    }),
  );
}

describe('the regular expressions of the program', () => {
  it('are found, and one that looks at a text anew from each letter is known', () => {
    expect(writtenExpressions().length).toBeGreaterThan(400);
    const slow = { expression: /\/+$/, where: 'here' };
    expect(stumblesAt(slow)).not.toEqual([]);
    expect(stumblesAt({ expression: /^\/+$/, where: 'here' })).toEqual([]);
  });

  it('take no longer for a text than it is longer', async () => {
    const building = readdirSync(shared, { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        file.endsWith('.ts') &&
        readFileSync(path.join(shared, file), 'utf8').includes('new RegExp'),
    );
    const built = await builtExpressions(async () => {
      for (const file of building) await import(path.join(shared, file));
    });
    const all = [...writtenExpressions(), ...built];
    const found = all
      .filter(({ expression }) => !never.has(String(expression)))
      .flatMap((one) => {
        const [first] = stumblesAt(one);
        return first === undefined ? [] : [`${one.where} ${String(one.expression)} at ${first}`];
      });
    expect(found).toEqual([]);
  });
});
