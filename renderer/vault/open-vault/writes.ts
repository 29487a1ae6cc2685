/** What is written into a vault, one after the other: each builds on the head that the one before it left. */
export type Writes = {
  /** Ends, well or not, with the last of them. */
  last: Promise<void>;
  /** Nothing is written any more: the vault is being deleted. */
  isOver: boolean;
  /** Called when a commit has been written. */
  onCommitted: () => void;
};

export function newWrites(): Writes {
  return { last: Promise.resolve(), isOver: false, onCommitted: () => undefined };
}

/** Does this when all that is being written is done; what is written afterwards waits for it. */
export function inTurn<T>(writes: Writes, work: () => Promise<T>): Promise<T> {
  const done = writes.last.then(work);
  writes.last = done.then(
    () => undefined,
    () => undefined,
  );
  return done;
}
