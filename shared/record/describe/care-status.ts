import type { Standing } from '../card.ts';

/** What the statuses of plans, visits, documents and people come down to, beyond those that findings and treatments have. */
export const careStandings = {
  accepted: 'planned',
  achieved: 'past',
  arrived: 'current',
  available: 'current',
  'checked-in': 'current',
  failed: 'past',
  'health-unknown': 'current',
  mitigated: 'past',
  'not-started': 'planned',
  onleave: 'current',
  ordered: 'planned',
  ready: 'planned',
  received: 'current',
  rejected: 'past',
  replaced: 'past',
  requested: 'planned',
  scheduled: 'planned',
  triaged: 'current',
  unavailable: 'current',
  unsatisfactory: 'current',
  waitlist: 'planned',
} as const satisfies Readonly<Record<string, Standing>>;

export type CareStatusCode = keyof typeof careStandings;
