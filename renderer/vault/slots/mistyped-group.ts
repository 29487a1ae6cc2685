import { AppError } from '../../../shared/base/error.ts';
import type { Bytes } from '../../../shared/base/bytes.ts';
import {
  forgive,
  recoveryAlphabet,
  recoveryGroupLength,
  recoverySymbols,
  secretOf,
} from './recovery-code.ts';

/*
 * Which group of a recovery code was mistyped, as far as its check can tell. The check is a function of the
 * secret alone, so whoever can try corrections here could try them anywhere: it helps nobody to guess.
 * The right symbol is never told; with 22 check bits a wrong group is named once in four thousand times.
 */

/**
 * The secret of a typed code.
 * @throws vault-wrong-recovery-code where its check does not agree; `where` is `group 1` to `group 6`
 * where exactly one group can be at fault, else `check`
 */
export async function readRecoveryCode(typed: string): Promise<Bytes> {
  const secret = await secretOf(forgive(typed));
  if (secret !== undefined) return secret;
  const group = await mistypedGroup(typed);
  throw new AppError('vault-wrong-recovery-code', {
    where: group === undefined ? 'check' : `group ${String(group)}`,
  });
}

/** The one group, counted from 1, that a single slip explains; `undefined` where none does, or more than one. */
export async function mistypedGroup(typed: string): Promise<number | undefined> {
  return onlyOne(oddGroups(typed)) ?? onlyOne(await slippedGroups(forgive(typed)));
}

/** Groups that cannot be right, whatever the check says: a symbol that no code has, or not five of them. */
function oddGroups(typed: string): readonly number[] {
  const groups = typed.normalize('NFKC').split(/[\s\-\u2010-\u2015]+/);
  const written = groups.filter((group) => group !== '').map(forgive);
  if (written.length !== recoverySymbols / recoveryGroupLength) return [];
  return written.flatMap((group, at) => (isWellFormed(group) ? [] : [at + 1]));
}

function isWellFormed(group: string): boolean {
  return (
    group.length === recoveryGroupLength &&
    [...group].every((symbol) => recoveryAlphabet.includes(symbol))
  );
}

/** The groups in which one other symbol, or two neighbours the other way round, make the check agree. */
async function slippedGroups(symbols: string): Promise<readonly number[]> {
  if (symbols.length !== recoverySymbols) return [];
  const found = await Promise.all(
    [...corrections(symbols)].map(async ({ corrected, at }) =>
      (await secretOf(corrected)) === undefined ? [] : [groupOf(at)],
    ),
  );
  return found.flat();
}

type Correction = { readonly corrected: string; readonly at: number };

function* corrections(symbols: string): Generator<Correction> {
  for (let at = 0; at < symbols.length; at += 1) {
    const [before, here, after] = [symbols.slice(0, at), symbols.charAt(at), symbols.slice(at + 1)];
    for (const symbol of recoveryAlphabet) {
      if (symbol !== here) yield { corrected: before + symbol + after, at };
    }
    const next = after.charAt(0);
    if (next !== here && next !== '') {
      yield { corrected: before + next + here + after.slice(1), at };
    }
  }
}

function groupOf(at: number): number {
  return Math.floor(at / recoveryGroupLength) + 1;
}

/** The group that all of them name. */
function onlyOne(groups: readonly number[]): number | undefined {
  return new Set(groups).size === 1 ? groups[0] : undefined;
}
