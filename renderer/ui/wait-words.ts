import { localTime } from './local-time.ts';

/** That a service asked us to wait, and until when: ISO 8601. */
export function askedToWaitWords(until: string): string {
  return `The service asked us to wait. We go on at ${localTime(until)}.`;
}
