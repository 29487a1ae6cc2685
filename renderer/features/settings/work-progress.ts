import type { Parts } from '../../vault/api/backup.ts';

/** Before the vault has said how long the work is. */
export const noParts: Parts = { done: 0, total: 0 };
