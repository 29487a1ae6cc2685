/** The lines of a text in one, with semicolons between; lines without letters are none. */
export function linesJoined(text: string): string {
  const lines = text.split('\n');
  const last = lines.length - 1;
  const trimmed = lines.map((line, at) => {
    const begun = at === 0 ? line : line.trimStart();
    return at === last ? begun : begun.trimEnd();
  });
  return trimmed.filter((line, at) => line !== '' || at === 0 || at === last).join('; ');
}
