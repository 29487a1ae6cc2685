import { z } from 'zod';
import { errorCodes } from '../../../shared/base/error.ts';
import { keepSecret, readSecret, type Secrets } from '../open-vault/secrets.ts';

/*
 * What the vault remembers of its backups, sealed among its secrets. It is no event: to note that a backup was made
 * would change the log, which would then need a backup.
 */
const row = ['backup', 'memory'];
const count = z.int().min(0);

const memory = z.object({
  last: z
    .object({
      at: z.string(),
      fileName: z.string(),
      entries: count,
      documents: count,
      missing: count,
      /** The hash of the last row of the log that it holds. */
      head: z.string(),
      /** The folder it went to; '' is the program's own. */
      folder: z.string(),
    })
    .optional(),
  lastFailure: z.object({ at: z.string(), code: z.enum(errorCodes) }).optional(),
  /** Every backup that was made, in this order, whatever the clock said. */
  made: z.array(z.object({ name: z.string(), whole: z.boolean(), missing: count.optional() })),
});
export type BackupMemory = z.infer<typeof memory>;

/** A memory that does not open is no reason not to make a backup. */
export async function readMemory(secrets: Secrets): Promise<BackupMemory> {
  const stored = await readSecret(secrets, row).catch(() => undefined);
  return memory.safeParse(stored).data ?? { made: [] };
}

export function keepMemory(secrets: Secrets, memory: BackupMemory): Promise<void> {
  return keepSecret(secrets, row, memory);
}
