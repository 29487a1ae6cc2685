import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mendingOrder } from '../../../../../renderer/program/backup-choice.ts';
import { valueOf } from '../../../../../shared/base/result.ts';
import type { BackupStatus } from '../../../../../renderer/vault/api/backup.ts';
import type { VaultApi } from '../../../../../renderer/vault/api/vault-api.ts';
import { firstRefreshMs as refreshAfterMs } from '../../../../../renderer/vault/download/refresh.ts';
import { makeVaultApi } from '../../../../../renderer/vault/calls/make-vault-api.ts';
import { backupMain, type BackupMain } from '../backup/builders.ts';
import { aBundle, aCondition, aFile, aPatient, passphrase } from '../builders.ts';
import { memoryEnvironment, memoryStores, type MemoryStores } from '../memory.ts';
import { fixtures } from '../../../../places.ts';

const quiet = () => undefined;
const run = promisify(execFile);

/** A timer that a test lets run out. */
type Timers = { waiting: { readonly ms: number; readonly work: () => void }[] };

let main: BackupMain;
let stores: MemoryStores;
let timers: Timers;

beforeEach(async () => {
  main = await backupMain();
  stores = memoryStores();
});

afterEach(() => main.remove());

function startedWorker(now = '2026-11-22T09:00:00Z', over = stores): VaultApi {
  timers = { waiting: [] };
  const mine = timers;
  const vault = makeVaultApi({
    ...memoryEnvironment(over, now),
    after(ms, work) {
      const timer = { ms, work };
      mine.waiting.push(timer);
      return () => {
        mine.waiting = mine.waiting.filter((one) => one !== timer);
      };
    },
  });
  vault.connect(main.main);
  return vault;
}

async function made(): Promise<{ readonly vault: VaultApi; readonly code: string }> {
  const vault = startedWorker();
  const { recoveryCode } = valueOf(await vault.create({ passphrase }));
  await add(vault, 'c1', 'Asthma');
  return { vault, code: recoveryCode };
}

async function add(vault: VaultApi, id: string, text: string): Promise<void> {
  const file = aFile(aBundle([aPatient(), aCondition(id, text)]), `${id}.json`);
  valueOf(await vault.addFiles([file], { acceptOtherPerson: true }, quiet));
}

/** The timers of backups: others look later whether the passphrase's slot has become weak, and what is to be refreshed. */
function waiting(): number[] {
  const others = [10_000, refreshAfterMs];
  return timers.waiting.map(({ ms }) => ms).filter((ms) => !others.includes(ms));
}

/** Lets the timer of backups run out, and waits until what it began is over. */
async function timeOut(vault: VaultApi): Promise<BackupStatus> {
  const [ms] = waiting();
  const timer = timers.waiting.find((one) => one.ms === ms);
  timers.waiting = timers.waiting.filter((one) => one !== timer);
  timer?.work();
  let status = valueOf(await vault.backups());
  while (status.running) status = valueOf(await vault.backups());
  return status;
}

describe('backups that are made by themselves', () => {
  it('wait half a minute after the last change, and hold all of it', async () => {
    const { vault } = await made();
    expect(waiting()).toEqual([30_000]);
    await add(vault, 'c2', 'Gout');
    expect(waiting()).toEqual([30_000]);
    expect(valueOf(await vault.backups())).toMatchObject({ ready: true, due: true, files: [] });
    const status = await timeOut(vault);
    expect(status).toMatchObject({ due: false, last: { entries: 4, missing: 0 } });
    expect(status.files.map(({ name }) => name)).toEqual([status.last?.fileName]);
    expect(waiting()).toEqual([]);
  });

  it('are made when a record is opened that has something new, and else not', async () => {
    const { vault } = await made();
    const [person] = valueOf(await vault.people());
    const personId = person?.id ?? '';
    const again = startedWorker('2026-11-23T09:00:00Z');
    valueOf(await again.unlock({ personId, passphrase }));
    expect(waiting()).toEqual([5_000]);
    expect((await timeOut(again)).files).toHaveLength(1);
    const third = startedWorker('2026-11-24T09:00:00Z');
    valueOf(await third.unlock({ personId, passphrase }));
    expect((await timeOut(third)).files).toHaveLength(1);
    await rm(path.join(main.folder), { recursive: true });
    const fourth = startedWorker('2026-11-25T09:00:00Z');
    valueOf(await fourth.unlock({ personId, passphrase }));
    expect((await timeOut(fourth)).files).toHaveLength(1);
  });

  it('say that they failed, lose nothing, and work again when the folder is back', async () => {
    const { vault } = await made();
    const first = await timeOut(vault);
    main.chosen.folder = path.join(main.folder, '..', 'stick');
    expect(valueOf(await vault.chooseBackupFolder())).toMatchObject({
      folder: main.chosen.folder,
      files: [],
      folderFault: 'backup-folder-missing',
    });
    const failed = await timeOut(vault);
    expect(failed.lastFailure).toEqual({
      at: '2026-11-22T09:00:00.000Z',
      code: 'backup-folder-missing',
    });
    expect(failed).toMatchObject({ last: first.last, due: true });
    await mkdir(main.chosen.folder);
    const now = valueOf(await vault.backUpNow(quiet));
    expect(now.lastFailure).toBeUndefined();
    expect(now).toMatchObject({ due: false, files: [{ name: now.last?.fileName }] });
    expect(valueOf(await vault.useOwnBackupFolder()).files).toEqual(first.files);
  });

  it('of two people in one folder leave each other alone', async () => {
    const one = await made();
    await timeOut(one.vault);
    const other = startedWorker(undefined, memoryStores());
    valueOf(await other.create({ passphrase }));
    for (let count = 0; count < 12; count += 1) valueOf(await other.backUpNow(quiet));
    const theirs = valueOf(await other.backups()).files;
    expect(theirs).toHaveLength(5);
    expect(valueOf(await one.vault.backups()).files).toHaveLength(1);
    expect(await main.files()).toHaveLength(6);
  });

  it('go on when the clock was set back, and keep the newest', async () => {
    const { vault } = await made();
    for (let count = 0; count < 5; count += 1) valueOf(await vault.backUpNow(quiet));
    const [person] = valueOf(await vault.people());
    const back = startedWorker('2021-01-01T00:00:00Z');
    valueOf(await back.unlock({ personId: person?.id ?? '', passphrase }));
    const { files, last } = valueOf(await back.backUpNow(quiet));
    expect(last?.fileName).toContain('20210101T000000Z');
    expect(files[0]?.name).toBe(last?.fileName);
    expect(files).toHaveLength(5);
  });

  it('tell how far they are', async () => {
    const { vault } = await made();
    const told: number[] = [];
    await vault.backUpNow(({ done, total }) => told.push(done / total));
    expect(told.at(-1)).toBe(1);
  });
});

describe('a restore', () => {
  it('opens the record beside another one of the same person, after a code that was mistyped', async () => {
    const { vault, code } = await made();
    const { last } = valueOf(await vault.backUpNow(quiet));
    const before = valueOf(await vault.overview());
    const fresh = startedWorker();
    main.chosen.file = path.join(main.folder, last?.fileName ?? '');
    const backup = valueOf(await fresh.chooseBackup());
    if (backup === null) throw new Error('a file was chosen');
    const request = { backup, code, passphrase: 'a new one', nickname: 'Margaret' };
    const mistyped = {
      ...request,
      code: code.replace(/^./, (first) => (first === '0' ? '1' : '0')),
    };
    expect(await fresh.restore(mistyped, quiet)).toMatchObject({
      ok: false,
      code: 'vault-wrong-recovery-code',
    });
    const told: number[] = [];
    const restored = valueOf(
      await fresh.restore(request, ({ done, total }) => told.push(done / total)),
    );
    expect(restored).toMatchObject({ entries: 2, documents: 0, missing: 0, signInAgain: 0 });
    expect(told.at(-1)).toBe(1);
    expect(valueOf(await fresh.overview())).toEqual({ ...before, recoveryConfirmed: true });
    expect(valueOf(await fresh.people())).toHaveLength(2);
    const closed = await fresh.rehearse({ backup, code }, quiet);
    expect(closed).toMatchObject({ ok: false, code: 'message-invalid' });
  });

  it('is not begun where no file is chosen', async () => {
    expect(valueOf(await startedWorker().chooseBackup())).toBeNull();
  });
});

describe('a rehearsal and a mending by name', () => {
  it('open the backup and close it again', async () => {
    const { vault, code } = await made();
    const { last } = valueOf(await vault.backUpNow(quiet));
    const backup = { fileName: last?.fileName ?? '' };
    expect(valueOf(await vault.rehearse({ backup, code }, quiet))).toMatchObject({
      entries: 2,
      notInBackup: 0,
    });
    expect(valueOf(await vault.mend({ backup, code }, quiet))).toEqual({
      entries: 0,
      documents: 0,
      others: 0,
      stillDamaged: 0,
    });
    const count = (channel: string) => main.asked.filter((one) => one === channel).length;
    expect(count('stream:close')).toBe(count('backup:read-begin'));
  });
});

describe('a record that was damaged before its backup was made by itself', () => {
  /** A whole backup, then a lost segment, and the backup that is made by itself after the next unlocking. */
  async function damagedThenBackedUp() {
    const { vault, code } = await made();
    const whole = await timeOut(vault);
    await add(vault, 'c2', 'Gout');
    const { segments } = stores.rows();
    const [first = ''] = segments.keys();
    segments.delete(first);
    const [person] = valueOf(await vault.people());
    const again = startedWorker('2026-11-23T09:00:00Z');
    valueOf(await again.unlock({ personId: person?.id ?? '', passphrase }));
    const status = await timeOut(again);
    return { vault: again, code, whole, status };
  }

  it('has its whole backup named as whole, and mends from it though it is not the newest', async () => {
    const { vault, code, whole, status } = await damagedThenBackedUp();
    expect(status.files).toMatchObject([
      { name: status.last?.fileName, whole: false, missing: 2 },
      { name: whole.last?.fileName, whole: true, missing: 0 },
    ]);
    const [best, next] = mendingOrder(status.files).map(({ name }) => ({ fileName: name }));
    if (best === undefined || next === undefined) throw new Error('there are two backups');
    expect(valueOf(await vault.mend({ backup: next, code }, quiet))).toMatchObject({
      entries: 0,
      stillDamaged: 2,
    });
    expect(valueOf(await vault.mend({ backup: best, code }, quiet))).toMatchObject({
      entries: 2,
      stillDamaged: 0,
    });
  });

  it('keeps the whole backup however many come after it', async () => {
    const { vault, whole } = await damagedThenBackedUp();
    for (let count = 0; count < 8; count += 1) valueOf(await vault.backUpNow(quiet));
    const { files } = valueOf(await vault.backups());
    expect(files).toHaveLength(6);
    expect(files.at(-1)).toMatchObject({ name: whole.last?.fileName, whole: true });
  });

  it('says nothing of backups that it does not remember, also after the next one', async () => {
    const { vault, whole } = await damagedThenBackedUp();
    stores.rows().secrets.clear();
    const forgotten = valueOf(await vault.backups()).files;
    expect(forgotten.map((file) => ['whole' in file, 'missing' in file])).toEqual([
      [false, false],
      [false, false],
    ]);
    const { files } = valueOf(await vault.backUpNow(quiet));
    expect(files.map((file) => file.whole)).toEqual([false, undefined, undefined]);
    expect(files.at(-1)?.name).toBe(whole.last?.fileName);
  });

  it('does not take a backup for whole that lacks the key that signs', async () => {
    const { vault } = await made();
    const { secrets } = stores.rows();
    for (const id of [...secrets.keys()]) secrets.set(id, new Uint8Array(40));
    const { files } = valueOf(await vault.backUpNow(quiet));
    expect(files).toMatchObject([{ whole: false, missing: 0 }]);
  });
});

describe('taking everything along', () => {
  it('saves plain FHIR by source and type, that unzip opens', async () => {
    const { vault } = await made();
    const bytes = await readFile(new URL('uk-patient/hospital.json', fixtures));
    const file = aFile(new Uint8Array(bytes), 'hospital.json');
    valueOf(await vault.addFiles([file], { acceptOtherPerson: true }, quiet));
    main.chosen.exportTo = path.join(main.folder, '..', 'all.zip');
    const taken = valueOf(await vault.takeEverything(quiet));
    const into = path.join(main.folder, '..', 'taken');
    await run('unzip', ['-q', '-d', into, main.chosen.exportTo]);
    expect((await readdir(into)).sort()).toEqual(
      expect.arrayContaining(['README.txt', 'fhir', 'sources.json']),
    );
    expect((await readdir(path.join(into, 'fhir'))).sort()).toEqual([
      '1 c1.json',
      '2 hospital.json',
    ]);
    const lines = await readFile(path.join(into, 'fhir/1 c1.json/Condition.ndjson'), 'utf8');
    expect(JSON.parse(lines)).toEqual(aCondition('c1', 'Asthma'));
    const { counts } = valueOf(await vault.overview());
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(taken?.entries).toBeGreaterThanOrEqual(total);
    expect(taken).toMatchObject({ fileName: 'all.zip', missing: 0 });
  });

  it('is nothing where the person changed their mind', async () => {
    const { vault } = await made();
    expect(valueOf(await vault.takeEverything(quiet))).toBeNull();
  });
});
