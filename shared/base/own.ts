/** What a table itself has under a name that came from outside: "constructor" is in no table. */
export function own<T>(
  table: Readonly<Record<string, T>>,
  name: string | undefined,
): T | undefined {
  return name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
