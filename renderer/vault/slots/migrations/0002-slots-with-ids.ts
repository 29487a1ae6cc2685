import { z } from 'zod';

const slots = z.array(z.looseObject({ kind: z.enum(['passphrase', 'recovery']) }));

/**
 * Format 1 → 2: each slot gets an id, so that there can be several of a kind. Format 1 had one of each kind at most
 * and sealed it at the place of its kind's name; that name as its id keeps it openable without anybody's secret.
 * `stored` is a header of format 1; what is no slot of it is left out.
 */
export function slotsWithIds(stored: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const known = slots.safeParse(stored['slots']);
  return {
    ...stored,
    formatVersion: 2,
    slots: (known.data ?? []).map((slot) => ({ ...slot, id: slot.kind })),
  };
}
