import { readBackupName } from './names.ts';

/** A backup of this vault in its folder. */
export type KeptBackup = {
  readonly name: string;
  /** Whether all of the vault was whole when it was made, as far as anybody knows. */
  readonly whole: boolean;
  /** How many parts it lacks; absent where that is not known. */
  readonly missing?: number | undefined;
};

const newest = 5;
const months = 6;

/**
 * The names to take away, now that the last of `backups` was written and read back.
 * The newest five stay, and the newest of each of the last six months that have one. `backups` come in the order in
 * which they were written, which the vault remembers: a clock that was set back or ahead decides nothing.
 * While the newest is not whole, none that is, or of which nobody knows, is taken away.
 */
export function backupsToRemove(backups: readonly KeptBackup[]): readonly string[] {
  const last = backups.at(-1);
  if (last === undefined) return [];
  const rolling = last.whole ? backups : backups.filter((backup) => !backup.whole);
  const names = rolling.map((backup) => backup.name).reverse();
  const kept = new Set([...names.slice(0, newest), ...newestOfMonths(names)]);
  return names.filter((name) => !kept.has(name)).reverse();
}

/** `names`: the newest first. */
function newestOfMonths(names: readonly string[]): readonly string[] {
  const byMonth = new Map<string, string>();
  for (const name of names) {
    const month = readBackupName(name)?.madeAt.slice(0, 7) ?? '';
    if (!byMonth.has(month)) byMonth.set(month, name);
  }
  return [...byMonth.values()].slice(0, months);
}

/**
 * The backups that are in the folder, in the order in which they were written. Those that the vault does not remember
 * stand before those that it does, by their names, and count as whole, so that none of them is taken away too early.
 */
export function inOrderOfWriting(
  present: readonly string[],
  remembered: readonly KeptBackup[],
): readonly KeptBackup[] {
  const there = new Set(present);
  const known = remembered.filter((backup) => there.has(backup.name));
  const names = new Set(known.map((backup) => backup.name));
  const others = present.filter((name) => !names.has(name)).sort();
  return [...others.map((name) => ({ name, whole: true })), ...known];
}
