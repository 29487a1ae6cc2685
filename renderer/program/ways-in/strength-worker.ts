import { expose } from 'comlink';
import { estimatePassphrase } from './estimate-passphrase.ts';

/*
 * A thread of its own: reading the word lists takes a while, and what was typed goes with the thread when it ends.
 */
expose({ estimate: estimatePassphrase });
