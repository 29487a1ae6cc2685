/** Why a worker was ended: the person said stop, or it gave no sign for too long. */
export type WhyStopped = 'cancelled' | 'silent';

/** How often the worker is asked, in milliseconds. */
const tick = 500;
/** A worker that was told to stop and does not even answer is ended after so long. */
const mostAfterCancel = 2000;
/** One that still answers is at its next step soon. */
const mostAfterCancelAnswering = 10_000;
/** The largest file that is held whole is read in less, also on a slow computer. */
const mostSilence = 120_000;

export type SilenceWatch = {
  /** The person said stop. */
  readonly cancel: () => void;
  /** For how many milliseconds it has given no answer. */
  readonly silent: () => number;
  readonly end: () => void;
};

/**
 * Watches a worker that reads something from outside, and tells when it has to be ended: what it reads may keep it
 * busy for ever. Time is counted in ticks, so that a computer that slept does not look like a worker that hangs.
 */
export function watchSilence(world: {
  /** Answers as soon as the worker is not busy. */
  readonly ask: () => Promise<unknown>;
  /** Calls back again and again until it is told to stop. */
  readonly every: (ms: number, work: () => void) => () => void;
  readonly stop: (why: WhyStopped) => void;
}): SilenceWatch {
  let silent = 0;
  let isAsked = false;
  let sinceCancel: number | undefined;
  const ask = (): void => {
    isAsked = true;
    silent = 0;
    void world.ask().then(() => {
      isAsked = false;
      silent = 0;
    });
  };
  const end = world.every(tick, () => {
    if (isAsked) silent += tick;
    else ask();
    if (sinceCancel !== undefined) sinceCancel += tick;
    const why = whyToStop(silent, sinceCancel);
    if (why === undefined) return;
    end();
    world.stop(why);
  });
  return {
    cancel: () => {
      sinceCancel ??= 0;
    },
    silent: () => silent,
    end,
  };
}

function whyToStop(silent: number, sinceCancel: number | undefined): WhyStopped | undefined {
  if (sinceCancel !== undefined) {
    const most = silent >= mostAfterCancel - tick ? mostAfterCancel : mostAfterCancelAnswering;
    if (sinceCancel >= most) return 'cancelled';
  }
  return silent >= mostSilence ? 'silent' : undefined;
}
