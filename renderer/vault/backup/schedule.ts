import type { BackupFile, BackupStatus, OnParts } from '../api/backup.ts';
import type { MainBridge } from '../api/vault-api.ts';
import { codeOf } from '../../../shared/base/error.ts';
import { wholeVault, type OpenVault } from '../open-vault/open-vault.ts';
import { mainOf, openVaultOf, type Session } from '../session.ts';
import { backUp, inFolder, ownBackups } from './back-up.ts';
import { readMemory, type BackupMemory } from './memory.ts';
import { readBackupName } from './names.ts';

/** After the last change: a download stores page after page, and its end is what is worth a backup. */
export const quietMs = 30_000;
/** After the vault was opened: the first screen comes first. */
export const firstBackupMs = 5_000;

/** The backup under way, and how to call off the next that is made by itself. */
export type BackupSchedule = { running: Promise<void> | undefined; cancel: () => void };
export type BackupSession = Session & { readonly backup: BackupSchedule };

export function newBackupSchedule(): BackupSchedule {
  return { running: undefined, cancel: () => undefined };
}

/** From now on a backup is made by itself soon after each change, and now if there is something that none holds yet; not while the vault is busy. */
export function watchForBackups(session: BackupSession, isVaultBusy: () => boolean): void {
  const vault = openVaultOf(session);
  const later = (ms: number): void => {
    session.backup.cancel();
    session.backup.cancel = session.environment.after(ms, () => {
      if (session.vault !== vault) return;
      const isBusy = isVaultBusy() || session.backup.running !== undefined;
      if (isBusy) later(quietMs);
      else void running(session, backUpIfDue(session, vault));
    });
  };
  vault.writes.onCommitted = () => {
    later(quietMs);
  };
  later(firstBackupMs);
}

/** A failure is remembered in the vault, where `backups()` finds it; the next change or start tries again. */
async function backUpIfDue(session: BackupSession, vault: OpenVault): Promise<void> {
  try {
    if (vault.state.backupRecipient === undefined) return;
    await wholeVault(vault);
    const main = mainOf(session);
    const { files } = await listOwn(vault, main);
    if (!isBehind(vault, await readMemory(vault.secrets), files)) return;
    await backUp(vault, { main, clock: session.environment.clock, progress: () => undefined });
  } catch {
    return;
  }
}

/** Makes a backup; where one is being made already, after that one. @throws the codes of `backUp` */
export async function backUpOnce(session: BackupSession, progress: OnParts): Promise<void> {
  await backupsEnded(session);
  const { clock } = session.environment;
  const run = { main: mainOf(session), clock, progress };
  await running(session, backUp(openVaultOf(session), run));
}

/** Waits until no backup is being made. */
export async function backupsEnded({ backup }: BackupSession): Promise<void> {
  while (backup.running !== undefined) await backup.running.catch(() => undefined);
}

/** One at a time. */
async function running(session: BackupSession, backup: Promise<void>): Promise<void> {
  session.backup.running = backup;
  try {
    await backup;
  } finally {
    session.backup.running = undefined;
  }
}

/** How backups stand. A folder that cannot be looked into is said, not thrown. */
export async function backupStatus(session: BackupSession): Promise<BackupStatus> {
  const vault = openVaultOf(session);
  // Looked at first: what is over by now has left its marks in what is read next.
  const isRunning = session.backup.running !== undefined;
  const memory = await readMemory(vault.secrets);
  const listed = await listOwn(vault, mainOf(session));
  const { folder } = inFolder(vault);
  const { last, lastFailure } = memory;
  return {
    ready: vault.state.backupRecipient !== undefined,
    ...(folder === undefined ? {} : { folder }),
    files: newestFirst(listed.files, memory),
    ...(listed.fault === undefined ? {} : { folderFault: listed.fault }),
    ...(last === undefined ? {} : { last: withoutMarks(last) }),
    ...(lastFailure === undefined ? {} : { lastFailure }),
    due: isBehind(vault, memory, listed.files),
    running: isRunning,
  };
}

type Listed = Awaited<ReturnType<typeof ownBackups>>;

async function listOwn(vault: OpenVault, main: MainBridge) {
  try {
    return { files: await ownBackups(vault, main) };
  } catch (thrown) {
    return { files: [], fault: codeOf(thrown) };
  }
}

/** Whether the last backup is not of this log, or not where it was put. */
function isBehind(vault: OpenVault, { last }: BackupMemory, files: Listed): boolean {
  return (
    last?.head !== vault.head.hash ||
    last.folder !== (inFolder(vault).folder ?? '') ||
    !files.some(({ name }) => name === last.fileName)
  );
}

/** In the order in which they were made, as far as the vault remembers it; else as their names say. */
function newestFirst(files: Listed, { made }: BackupMemory): BackupStatus['files'] {
  const order = new Map(made.map(({ name }, at) => [name, at]));
  const place = (name: string): number => order.get(name) ?? -1;
  const known = new Map(made.map((backup) => [backup.name, backup]));
  return files
    .map(({ name, bytes }) => ({
      name,
      bytes,
      madeAt: readBackupName(name)?.madeAt ?? '',
      ...wholenessOf(known.get(name)),
    }))
    .sort((a, b) => place(b.name) - place(a.name) || (a.name < b.name ? 1 : -1));
}

/**
 * What is known of a backup for sure. One that was only found in the folder is remembered as whole, so that it is kept,
 * but without a count.
 */
function wholenessOf(
  made: BackupMemory['made'][number] | undefined,
): Pick<BackupFile, 'whole' | 'missing'> {
  if (made?.missing !== undefined) return { whole: made.whole, missing: made.missing };
  return made?.whole === false ? { whole: false } : {};
}

function withoutMarks(last: NonNullable<BackupMemory['last']>): NonNullable<BackupStatus['last']> {
  const { at, fileName, entries, documents, missing } = last;
  return { at, fileName, entries, documents, missing };
}
