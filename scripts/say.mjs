/** A reason to stop that is already in words for the person at the terminal. */
export class Stop extends Error {}

/** Prints one short sentence for the person at the terminal. @param {string} sentence */
export function say(sentence) {
  process.stdout.write(`${sentence}\n`);
}

/**
 * Ends a script: a `Stop` is shown as its sentence alone, anything else with its stack, since it is our fault.
 * @param {unknown} error
 */
export function stopWith(error) {
  const text =
    error instanceof Stop ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
