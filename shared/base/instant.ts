/** The moment so many milliseconds after 1970 began; `undefined` where no calendar has it, as of a number made up. */
export function instantAt(milliseconds: number): Date | undefined {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
