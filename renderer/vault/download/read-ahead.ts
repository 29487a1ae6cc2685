/** What has been read and not taken yet. */
export type Ahead<T> = {
  /** All that is ready, at least one; none at the end. @throws what reading threw, once all that came before it was taken */
  take(): Promise<readonly T[]>;
};

/**
 * Reads one after the other while earlier ones are worked on, as long as there is room beside those that wait.
 * `next` answers `undefined` at the end.
 */
export function readAhead<T>(
  next: () => Promise<T | undefined>,
  hasRoom: (waiting: readonly T[]) => boolean,
): Ahead<T> {
  let ready: T[] = [];
  let fault: { readonly thrown: unknown } | undefined;
  let isOver = false;
  let reading: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    try {
      const one = await next();
      if (one === undefined) isOver = true;
      else ready.push(one);
    } catch (thrown) {
      isOver = true;
      fault = { thrown };
    }
    reading = undefined;
    goOn();
  };
  const goOn = (): void => {
    if (!isOver && reading === undefined && hasRoom(ready)) reading = read();
  };
  return {
    async take() {
      goOn();
      if (ready.length === 0) await reading;
      const taken = ready;
      ready = [];
      if (taken.length === 0 && fault !== undefined) throw fault.thrown;
      goOn();
      return taken;
    },
  };
}
