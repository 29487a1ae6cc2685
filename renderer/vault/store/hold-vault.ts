import { AppError } from '../../../shared/base/error.ts';

/** A worker that was just ended still holds its lock for a moment. */
const patience = 2000;

/**
 * Holds a person's vault for this worker: as long as it lives or until the answer is called, nobody else gets it.
 * @throws vault-open-elsewhere where another window holds it
 * @see https://w3c.github.io/web-locks/
 */
export function holdVault(personId: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const held = navigator.locks.request(
      `phr-${personId}`,
      { signal: AbortSignal.timeout(patience) },
      () =>
        new Promise<void>((release) => {
          resolve(release);
        }),
    );
    held.catch((cause: unknown) => {
      reject(new AppError('vault-open-elsewhere', { cause }));
    });
  });
}
