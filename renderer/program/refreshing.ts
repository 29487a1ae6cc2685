import { createContext, use } from 'react';
import type { Refreshing } from '../vault/api/sources.ts';

/** What is fetched by itself while the person does something else. */
export type RefreshState = {
  readonly now: Refreshing | undefined;
  /** Grows whenever one has ended: what was read before may have changed. */
  readonly ended: number;
  /** Stops it; it goes on another time from where it stopped. */
  readonly pause: () => void;
};

export const RefreshingContext = createContext<RefreshState>({
  now: undefined,
  ended: 0,
  pause: () => undefined,
});

export function useRefreshing(): RefreshState {
  return use(RefreshingContext);
}
