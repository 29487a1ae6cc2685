import type { VaultEnvironment } from '../session.ts';

/** Gives a value on at once; of those that follow within so many milliseconds only the newest, when these are over. */
export function atMostEvery<T>(
  ms: number,
  give: (value: T) => void,
  after: VaultEnvironment['after'],
): (value: T) => void {
  let isResting = false;
  let newest: { readonly value: T } | undefined;
  const giveNow = (value: T): void => {
    isResting = true;
    newest = undefined;
    give(value);
    after(ms, () => {
      isResting = false;
      if (newest !== undefined) giveNow(newest.value);
    });
  };
  return (value) => {
    if (isResting) newest = { value };
    else giveNow(value);
  };
}
