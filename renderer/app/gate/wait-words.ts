/** Whole seconds until `until` (ISO 8601), never less than 0. */
export function secondsUntil(until: string, now: Date): number {
  return Math.max(0, Math.ceil((Date.parse(until) - now.getTime()) / 1000));
}

/** A length of time to read while it runs down: "1 minute 5 seconds". */
export function waitWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const parts = [
    ...(minutes > 0 ? [counted(minutes, 'minute')] : []),
    ...(rest > 0 || minutes === 0 ? [counted(rest, 'second')] : []),
  ];
  return parts.join(' ');
}

/** The same to hear: it changes once a minute, and once more when the end is near, so that nobody is talked over. */
export function spokenWait(seconds: number): string {
  if (seconds === 0) return 'You can try again now.';
  if (seconds <= 10) return 'A few seconds are left to wait.';
  if (seconds < 60) return 'Less than a minute is left to wait.';
  return `Wait ${counted(Math.ceil(seconds / 60), 'minute')} before the next try.`;
}

function counted(count: number, word: string): string {
  return `${String(count)} ${word}${count === 1 ? '' : 's'}`;
}
