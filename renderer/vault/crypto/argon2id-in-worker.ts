import { wrap } from 'comlink';
import type { Bytes } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';
import type { Argon2idCost } from './argon2id.ts';
import type { Argon2idWorker } from './argon2id-worker.ts';

/**
 * Argon2id in a worker that is ended afterwards: the memory that it fills, and what the passphrase left there, are
 * given back at once. Left to the garbage collector, they would stay for as long as the record is open.
 * @throws unexpected where the worker cannot be started
 */
export async function stretchApart(
  passphrase: string,
  salt: Bytes,
  cost: Argon2idCost,
): Promise<Bytes> {
  const worker = new Worker(new URL('./argon2id-worker.ts', import.meta.url), { type: 'module' });
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', () => {
      reject(new AppError('unexpected', { where: 'argon2id' }));
    });
  });
  try {
    return await Promise.race([
      wrap<Argon2idWorker>(worker).stretch(passphrase, salt, cost),
      failed,
    ]);
  } finally {
    worker.terminate();
  }
}
