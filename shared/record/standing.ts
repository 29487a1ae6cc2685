import type { Standing } from './card.ts';

type Stands = { readonly standing: Standing };

/** Whether an entry holds now, as far as its source says: also where the source does not say. */
export function isStanding({ standing }: Stands): boolean {
  return standing === 'current' || standing === 'unknown';
}

/** Whether an entry is or was so: not what is only planned, was refuted or was entered in error. */
export function isOrWasSo({ standing }: Stands): boolean {
  return standing !== 'planned' && standing !== 'refuted' && standing !== 'error';
}

/** Whether an entry is over, or never was so. */
export function isOver({ standing }: Stands): boolean {
  return standing === 'past' || standing === 'refuted' || standing === 'error';
}
