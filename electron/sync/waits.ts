import type { Waiting } from '../http/retry.ts';

/** Until when a download waits because its server asked for that. */
export type Waits = {
  /** The same waiting, noted here as long as it lasts. */
  readonly noting: (waiting: Waiting) => Waiting;
  /** When the download goes on, ISO 8601, or that it does not wait: as soon as that is otherwise than `known`, or it is over. */
  readonly otherThan: (known: string | undefined) => Promise<string | undefined>;
  /** The download is over. */
  readonly end: () => void;
};

/** A shorter wait is over before anybody has read of it. */
const shortestMs = 3000;

/** Notes the waits of one download. Of several at once, the one that ends first says when it goes on. */
export function noteWaits(): Waits {
  const waits = new Set<{ readonly until: string }>();
  const listeners: (() => void)[] = [];
  let isOver = false;
  const first = (): string | undefined => [...waits].map(({ until }) => until).sort()[0];
  const tell = (): void => {
    for (const listener of listeners.splice(0)) listener();
  };
  return {
    noting: (waiting) => ({
      ...waiting,
      async whileAsked(ms, wait) {
        if (ms < shortestMs) return wait;
        const noted = { until: new Date(waiting.now().getTime() + ms).toISOString() };
        waits.add(noted);
        tell();
        try {
          await wait;
        } finally {
          waits.delete(noted);
          tell();
        }
      },
    }),
    async otherThan(known) {
      while (!isOver && first() === known) {
        await new Promise<void>((resolve) => listeners.push(resolve));
      }
      return first();
    },
    end() {
      isOver = true;
      tell();
    },
  };
}
