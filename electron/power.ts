/** What is heard of Electron's power monitor. */
export type PowerMonitor = {
  on(event: PowerEvent, listener: () => void): unknown;
  getSystemIdleState(idleThreshold: number): string;
};

/**
 * The computer sleeps, or slept; its screen is locked; another person takes the seat; it is shut down.
 * Not every system tells all of them, so waking up counts too: a record must not be open when somebody else lifts the lid.
 */
const events = ['suspend', 'resume', 'lock-screen', 'user-did-resign-active', 'shutdown'] as const;
export type PowerEvent = (typeof events)[number];

/** Linux tells nobody when its screen is locked, so it is asked this often. */
const askEveryMs = 2000;
/** Seconds; the state is `locked` or not, whatever the threshold. */
const anyThreshold = 60;

/** Calls `lock` whenever somebody else could sit down at this computer. */
export function lockWithTheSystem(
  power: PowerMonitor,
  lock: () => void,
  platform: NodeJS.Platform,
): void {
  for (const event of events) power.on(event, lock);
  if (platform !== 'linux') return;
  let before = false;
  setInterval(() => {
    const locked = power.getSystemIdleState(anyThreshold) === 'locked';
    if (locked && !before) lock();
    before = locked;
  }, askEveryMs);
}
