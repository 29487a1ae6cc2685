import { AppError } from '../../../shared/base/error.ts';
import { resultOf, valueOf } from '../../../shared/base/result.ts';
import type {
  BackupCalls,
  BackupRef,
  BackupStatus,
  BackupToOpen,
  ChosenBackup,
  Mended,
  OnParts,
  Rehearsal,
  Restored,
  RestoreRequest,
  Taken,
} from '../api/backup.ts';
import { inFolder } from '../backup/back-up.ts';
import { exportArchive } from '../backup/export.ts';
import { backupIdentityOf } from '../backup/identity.ts';
import { keptResult } from '../backup/kept-result.ts';
import { filePieces, writeFile } from '../backup/main-files.ts';
import { mend } from '../backup/mend.ts';
import { rehearse } from '../backup/rehearse.ts';
import { newPersonId, restoreBackup } from '../backup/restore.ts';
import { missingParts } from '../backup/format.ts';
import { backUpOnce, backupStatus } from '../backup/schedule.ts';
import { assertNoneOpen } from '../people/enter-vault.ts';
import { unlockVault } from '../people/lifecycle.ts';
import { measured } from '../crypto/with-timing.ts';
import { readRecoveryCode } from '../slots/mistyped-group.ts';
import { commit } from '../open-vault/commit.ts';
import { nicknameFrom } from '../people/people.ts';
import { mainOf, openVaultOf } from '../session.ts';
import { lookOverAgain } from '../sources/look-over.ts';
import { enter, type VaultSession } from './vault-session.ts';

/** The calls that back up the open vault, look into backups, and bring one back. */
export function backupCalls(session: VaultSession): BackupCalls {
  return {
    backups: () => resultOf(() => backupStatus(session)),
    backUpNow: (progress) =>
      resultOf(async () => {
        await backUpOnce(session, progress);
        return backupStatus(session);
      }),
    chooseBackupFolder: () => resultOf(() => chooseFolder(session)),
    useOwnBackupFolder: () => resultOf(() => keepIn(session, '')),
    chooseBackup: () => resultOf(() => chooseBackup(session)),
    rehearse: (request, progress) => resultOf(() => rehearseOne(session, request, progress)),
    restore: (request, progress) => resultOf(() => restoreOne(session, request, progress)),
    mend: (request, progress) => resultOf(() => mendFrom(session, request, progress)),
    takeEverything: (progress) => resultOf(() => takeEverything(session, progress)),
  };
}

async function chooseFolder(session: VaultSession): Promise<BackupStatus | null> {
  openVaultOf(session);
  const { folder } = valueOf(await mainOf(session)('backup:choose-folder', {}));
  return folder === undefined ? null : keepIn(session, folder);
}

/** `folder`: '' is the program's own. */
async function keepIn(session: VaultSession, folder: string): Promise<BackupStatus> {
  const settings = { backupFolder: folder };
  await commit(openVaultOf(session), [{ events: [{ kind: 'settings', settings }] }]);
  return backupStatus(session);
}

async function chooseBackup(session: VaultSession): Promise<ChosenBackup | null> {
  const { file } = valueOf(await mainOf(session)('backup:choose-file', {}));
  return file === undefined ? null : { handle: file.id, name: file.name, bytes: file.bytes };
}

async function rehearseOne(
  session: VaultSession,
  { backup, code }: BackupToOpen,
  progress: OnParts,
): Promise<Rehearsal> {
  const vault = openVaultOf(session);
  const identity = await backupIdentityOf(await readRecoveryCode(code));
  return withBackup(session, backup, ({ handle, name, bytes: total }) => {
    const cipher = filePieces(mainOf(session), handle, (done) => {
      progress({ done, total });
    });
    return rehearse(vault, { cipher, fileName: name }, identity);
  });
}

async function mendFrom(
  session: VaultSession,
  { backup, code }: BackupToOpen,
  progress: OnParts,
): Promise<Mended> {
  const vault = openVaultOf(session);
  const identity = await backupIdentityOf(await readRecoveryCode(code));
  return withBackup(session, backup, async ({ handle, bytes }) => {
    let before = 0;
    const open = () => {
      const start = before;
      before += bytes;
      return filePieces(mainOf(session), handle, (done) => {
        progress({ done: start + done, total: 2 * bytes });
      });
    };
    const mended = await mend(vault, { open, identity });
    // Of what came back nobody has said yet whose it is.
    await lookOverAgain(vault);
    return mended;
  });
}

/** One that the person chose stays open: a mistyped code is typed again for the same file. */
async function withBackup<T>(
  session: VaultSession,
  backup: BackupRef,
  work: (opened: ChosenBackup) => Promise<T>,
): Promise<T> {
  if ('handle' in backup) return work(backup);
  const main = mainOf(session);
  const where = inFolder(openVaultOf(session));
  const { id, name, bytes } = valueOf(
    await main('backup:read-begin', { ...where, fileName: backup.fileName }),
  );
  try {
    return await work({ handle: id, name, bytes });
  } finally {
    await main('stream:close', { id });
  }
}

async function restoreOne(
  session: VaultSession,
  { backup, code, passphrase, nickname: typed }: RestoreRequest,
  progress: OnParts,
): Promise<Restored> {
  const { stores, passphraseCost, hold } = session.environment;
  assertNoneOpen(session);
  if (passphrase === '') throw new AppError('message-invalid', { where: 'passphrase' });
  const main = mainOf(session);
  const secret = await readRecoveryCode(code);
  const nickname = nicknameFrom(typed);
  const personId = newPersonId();
  const cipher = filePieces(main, backup.handle, (done) => {
    progress({ done, total: backup.bytes });
  });
  const terms = { personId, secret, passphrase, cost: await passphraseCost() };
  const release = await hold(personId);
  const wanted = nickname === undefined ? terms : { ...terms, nickname };
  const manifest = await measured('restore', () =>
    restoreBackup(stores, { cipher }, wanted),
  ).finally(release);
  await enter(session, personId, (store) => unlockVault(store, { kind: 'recovery', code }));
  await main('stream:close', { id: backup.handle });
  const sources = [...openVaultOf(session).state.sources.values()];
  return {
    personId,
    madeAt: manifest.madeAt,
    entries: manifest.counts.entries,
    documents: manifest.counts.documents,
    missing: missingParts(manifest),
    signInAgain: sources.filter(
      ({ kind, disconnectedAt }) => kind === 'server' && disconnectedAt === undefined,
    ).length,
  };
}

async function takeEverything(session: VaultSession, progress: OnParts): Promise<Taken | null> {
  const vault = openVaultOf(session);
  const main = mainOf(session);
  const now = session.environment.clock();
  const suggestedName = `health-record-${now.toISOString().slice(0, 10)}.zip`;
  const { file } = valueOf(await main('export:begin', { suggestedName }));
  if (file === undefined) return null;
  const archive = keptResult(exportArchive(vault, now, progress));
  await writeFile(main, file.id, archive.pieces);
  return { fileName: file.name, ...archive.result() };
}
