import path from 'node:path';
import type { Page } from 'playwright';
import { build } from 'vite';
import { root } from '../../scripts/run.mjs';
import { knowNames } from './stopwatch.ts';

/** Milliseconds to seal the same bytes in pieces of one size: by the vault's own function, and by AES-GCM alone. */
export type SealingTimes = {
  /** Bytes of a piece. */
  readonly piece: number;
  readonly sealed: number;
  readonly bare: number;
};

/** A packed page of a hundred entries, the same unpacked, and a scanned letter. */
const pieces = [16 * 1024, 160 * 1024, 4 * 1024 * 1024];
/** Bytes that are sealed of each. */
const whole = 64 * 1024 * 1024;

/** Seals in the program's own window, by the very file that the vault's worker uses. */
export async function measureSealing(window: Page): Promise<readonly SealingTimes[]> {
  await knowNames(window);
  await window.evaluate(await sealingSource());
  const times: SealingTimes[] = [];
  for (const piece of pieces) {
    times.push({ piece, ...(await window.evaluate(sealInWindow, { piece, whole })) });
  }
  return times;
}

/** `renderer/vault/crypto/seal.ts` and what it imports as one script, which leaves `phrSeal` behind. */
async function sealingSource(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: path.join(root, 'renderer/vault/crypto/seal.ts'),
        formats: ['iife'],
        name: 'phrSeal',
      },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  const script = outputs.find((one) => one.type === 'chunk');
  if (script === undefined) throw new Error('the sealing could not be built');
  return `${script.code}\nglobalThis.phrSeal = phrSeal;`;
}

/** Runs inside the page: both the same way, one piece after the other, and once before the time is taken. */
async function sealInWindow(wanted: {
  readonly piece: number;
  readonly whole: number;
}): Promise<{ readonly sealed: number; readonly bare: number }> {
  const { seal } = (
    globalThis as unknown as {
      readonly phrSeal: {
        readonly seal: (key: CryptoKey, place: object, plain: Uint8Array) => Promise<Uint8Array>;
      };
    }
  ).phrSeal; // put there by `sealingSource`
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const plain = new Uint8Array(wanted.piece);
  for (let at = 0; at < plain.length; at += 65_536) {
    crypto.getRandomValues(plain.subarray(at, at + 65_536));
  }
  const place = { personId: '0'.repeat(32), table: 'segments', id: '0'.repeat(32) };
  const time = async (work: () => Promise<unknown>): Promise<number> => {
    await work();
    const started = performance.now();
    for (let done = 0; done < wanted.whole; done += plain.length) await work();
    return performance.now() - started;
  };
  const bare = await time(() =>
    crypto.subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, plain),
  );
  return { bare, sealed: await time(() => seal(key, place, plain)) };
}
