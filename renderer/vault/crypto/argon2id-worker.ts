import { expose } from 'comlink';
import { stretchHere } from './argon2id.ts';

/** A worker that does nothing but Argon2id; see `stretchApart`. */
export type Argon2idWorker = { stretch: typeof stretchHere };

expose({ stretch: stretchHere } satisfies Argon2idWorker);
