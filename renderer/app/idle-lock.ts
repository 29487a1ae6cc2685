/** A moment by two clocks: the wall's, and one that nobody can set but that stands still while the computer sleeps. */
export type Moment = { readonly wall: number; readonly steady: number };

/** Milliseconds, by whichever clock says more: a clock set back makes nobody less idle. */
export function idleTime(last: Moment, now: Moment): number {
  return Math.max(now.wall - last.wall, now.steady - last.steady);
}

/** No limit that a person can choose is shorter, so below it nobody need be asked. In milliseconds. */
export const shortestLimit = 60_000;

/** How long before the lock a person is told: a minute, or half of a shorter limit. In milliseconds. */
function noticeBefore(limit: number): number {
  return Math.min(60_000, limit / 2);
}

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
  /** Says that the lock is near, or that it is not any more. */
  readonly near: (isNear: boolean) => void;
}): IdleWatch {
  let last = world.now();
  let deciding = false;
  const decide = async (idle: number): Promise<void> => {
    if (deciding) return;
    if (idle < shortestLimit / 2) {
      world.near(false);
      return;
    }
    deciding = true;
    try {
      const limit = await world.limit();
      const isNear = limit !== undefined && idle >= limit - noticeBefore(limit);
      // Somebody may have touched something meanwhile.
      const isStill = isNear && idleTime(last, world.now()) >= idle && !(await world.busy());
      if (limit !== undefined && idle >= limit && !(await world.busy())) world.lock();
      else world.near(isStill);
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
