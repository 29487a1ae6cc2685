import { argon2id } from 'hash-wasm';
import { utf8, type Bytes } from '../../../shared/base/bytes.ts';

/** Argon2id, version 0x13, 32 bytes out. @see RFC 9106 */
export type Argon2idCost = {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
};

/** Never less than this: 64 MiB and three passes. @see RFC 9106 section 4, second recommended option */
export const leastCost: Argon2idCost = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 };

const mostPasses = 60;
const wantedMilliseconds = 1000;

let stretch: typeof stretchHere = stretchHere;

/** Has Argon2id run elsewhere from now on, such as in a worker of its own, which leaves none of its memory behind. */
export function stretchBy(elsewhere: typeof stretchHere): void {
  stretch = elsewhere;
}

/** 32 bytes from a passphrase, which is NFKC-normalised so that each keyboard's way of typing it is the same. */
export function stretchPassphrase(
  passphrase: string,
  salt: Bytes,
  cost: Argon2idCost,
): Promise<Bytes> {
  return stretch(passphrase, salt, cost);
}

/** The same, in this thread. */
export async function stretchHere(
  passphrase: string,
  salt: Bytes,
  cost: Argon2idCost,
): Promise<Bytes> {
  const stretched = await argon2id({
    password: utf8(passphrase.normalize('NFKC')),
    salt,
    iterations: cost.passes,
    parallelism: cost.lanes,
    memorySize: cost.memoryKiB,
    hashLength: 32,
    outputType: 'binary',
  });
  return new Uint8Array(stretched);
}

/** The cost that takes about a second on this machine, found by one run at the least cost. */
export async function calibratedCost(now: () => number): Promise<Argon2idCost> {
  const started = now();
  await stretchPassphrase('calibration', new Uint8Array(16), leastCost);
  return costFor(now() - started);
}

/** How much a cost makes a machine do: memory, as often as it is passed over. */
export function workOf({ memoryKiB, passes }: Argon2idCost): number {
  return memoryKiB * passes;
}

/**
 * The cost to raise a slot to; `undefined` where it is good enough: not below the least, and more than half of what
 * a new slot would have on this machine. No part of it is ever lowered.
 */
export function betterCost(present: Argon2idCost, wanted: Argon2idCost): Argon2idCost | undefined {
  const isWeak = workOf(present) < workOf(leastCost) || workOf(present) * 2 < workOf(wanted);
  if (!isWeak) return undefined;
  return {
    memoryKiB: Math.max(present.memoryKiB, wanted.memoryKiB),
    passes: Math.max(present.passes, wanted.passes),
    lanes: Math.max(present.lanes, wanted.lanes),
  };
}

/** The cost for a machine that took `milliseconds` at the least cost; passes weigh in evenly. */
export function costFor(milliseconds: number): Argon2idCost {
  const perPass = Math.max(milliseconds, 1) / leastCost.passes;
  const passes = Math.round(wantedMilliseconds / perPass);
  return { ...leastCost, passes: Math.min(mostPasses, Math.max(leastCost.passes, passes)) };
}
