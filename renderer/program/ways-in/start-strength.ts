import { releaseProxy, wrap } from 'comlink';
import {
  estimateByLength,
  strengthOf,
  type PassphraseEstimate,
  type PassphraseStrength,
} from './passphrase-strength.ts';

/** Judges passphrases on a thread of its own until it is ended. */
export type StrengthMeter = {
  readonly judge: (passphrase: string) => Promise<PassphraseStrength>;
  /** Ends the thread, and with it what was typed. */
  readonly end: () => void;
};

type StrengthWorker = { estimate(passphrase: string): PassphraseEstimate };

/** Starts the thread and has it read its word lists, so that the first answer comes quickly. */
export function startStrengthMeter(): StrengthMeter {
  const worker = new Worker(new URL('./strength-worker.ts', import.meta.url), { type: 'module' });
  const remote = wrap<StrengthWorker>(worker);
  const broken = new Promise<never>((_resolve, reject) => {
    worker.addEventListener('error', () => {
      reject(new Error('the word lists could not be read'));
    });
  });
  const estimate = (passphrase: string): Promise<PassphraseEstimate> =>
    Promise.race([remote.estimate(passphrase), broken]).catch(() => estimateByLength(passphrase));
  void estimate('');
  return {
    judge: async (passphrase) => strengthOf(await estimate(passphrase)),
    end() {
      remote[releaseProxy]();
      worker.terminate();
    },
  };
}
