const usualChoices = [1, 5, 10, 30, 60] as const;

/** The minutes to choose from, shortest first; what is set now is always among them. */
export function lockMinutes(now: number): readonly number[] {
  return [...new Set([...usualChoices, now])].sort((a, b) => a - b);
}

/** "1 minute", "30 minutes", "1 hour" */
export function minutesWords(minutes: number): string {
  if (minutes === 60) return '1 hour';
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
