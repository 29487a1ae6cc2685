/** A moment by two clocks: the wall's, and one that nobody can set but that stands still while the computer sleeps. */
export type Moment = { readonly wall: number; readonly steady: number };

/** Milliseconds, by whichever clock says more: a clock set back makes nobody less idle. */
export function idleTime(last: Moment, now: Moment): number {
  return Math.max(now.wall - last.wall, now.steady - last.steady);
}

/** No limit that a person can choose is shorter, so below it nobody need be asked. In milliseconds. */
export const shortestLimit = 60_000;

export type IdleWatch = {
  /** A person did something. The first touch after a long time comes too late. */
  readonly touched: () => Promise<void>;
  /** Time has passed, or may have. */
  readonly look: () => Promise<void>;
};

/**
 * Locks once nobody has touched anything for long enough; never in the middle of work that a lock would end.
 * Each look compares times, so that a timer which was late, or slept with the computer, only makes the lock late.
 */
export function watchIdle(world: {
  readonly now: () => Moment;
  /** In milliseconds; `undefined` where nothing is open. */
  readonly limit: () => Promise<number | undefined>;
  /** Whether a download or a backup runs. */
  readonly busy: () => Promise<boolean>;
  readonly lock: () => void;
}): IdleWatch {
  let last = world.now();
  let deciding = false;
  const decide = async (idle: number): Promise<void> => {
    if (idle < shortestLimit || deciding) return;
    deciding = true;
    try {
      const limit = await world.limit();
      if (limit === undefined || idle < limit || (await world.busy())) return;
      world.lock();
    } finally {
      deciding = false;
    }
  };
  return {
    touched() {
      const idle = idleTime(last, world.now());
      last = world.now();
      return decide(idle);
    },
    look: () => decide(idleTime(last, world.now())),
  };
}
