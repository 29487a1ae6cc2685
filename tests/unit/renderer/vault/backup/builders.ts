import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { answerMessage, type Handlers } from '../../../../../electron/answer-message.ts';
import { backupHandlers } from '../../../../../electron/backup/handlers.ts';
import { keepStreams } from '../../../../../electron/backup/streams.ts';
import { readIncoming } from '../../../../../shared/fhir/incoming.ts';
import { valueOf } from '../../../../../shared/base/result.ts';
import type { Channel } from '../../../../../shared/ipc/contract.ts';
import type { ChosenBackup } from '../../../../../renderer/vault/api/backup.ts';
import type { MainBridge } from '../../../../../renderer/vault/api/vault-api.ts';
import { backUp } from '../../../../../renderer/vault/backup/back-up.ts';
import {
  entriesChange,
  readyEntries,
  sortEntries,
} from '../../../../../renderer/vault/sources/ingest.ts';
import { commit } from '../../../../../renderer/vault/open-vault/commit.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { newSegmentId } from '../../../../../renderer/vault/open-vault/segments.ts';
import { undisturbed } from '../../../electron/fixtures.ts';
import { aBundle, aCondition, aFile, aPatient, aVault, take, type TestVault } from '../builders.ts';
import { fixtures } from '../../../../places.ts';

const run = promisify(execFile);

/** The part of the main process that backups need, over a folder of a test's own. */
export type BackupMain = {
  readonly main: MainBridge;
  readonly folder: string;
  readonly asked: Channel[];
  /** What the person will choose in the next dialogs. */
  readonly chosen: { folder?: string; file?: string; exportTo?: string };
  readonly files: () => Promise<readonly string[]>;
  remove(): Promise<void>;
};

export async function backupMain(): Promise<BackupMain> {
  const root = await mkdtemp(path.join(tmpdir(), 'phr-backup-'));
  const folder = path.join(root, 'backups');
  const chosen: BackupMain['chosen'] = {};
  const asked: Channel[] = [];
  const handlers = {
    'app:about': () => ({ version: '0.1.0', electron: '', chromium: '', platform: '' }),
    ...backupHandlers(
      {
        ...undisturbed(folder),
        chooseFolder: () => Promise.resolve(chosen.folder),
        chooseFile: () => Promise.resolve(chosen.file),
        chooseExport: () => Promise.resolve(chosen.exportTo),
      },
      keepStreams(),
    ),
  } satisfies Partial<Handlers>;
  const main: MainBridge = (channel, input) => {
    asked.push(channel);
    return answerMessage(channel, input, handlers as unknown as Handlers); // the rest is asked by nobody here
  };
  return {
    main,
    folder,
    asked,
    chosen,
    files: async () => (await readdir(folder).catch(() => [])).sort(),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

export const now = new Date('2026-11-22T09:00:00Z');

/** Makes a backup at a time; answers its name. */
export async function backedUp(
  vault: OpenVault,
  { main, files }: BackupMain,
  at: Date = now,
): Promise<string> {
  const before = await files();
  await backUp(vault, { main, clock: () => at, progress: () => undefined });
  const [made = ''] = (await files()).filter((name) => !before.includes(name));
  return made;
}

/** Opens a backup for the vault as the dialog would. */
export async function chosenBackup(
  { main, chosen }: BackupMain,
  file: string,
): Promise<ChosenBackup> {
  chosen.file = file;
  const { file: opened } = valueOf(await main('backup:choose-file', {}));
  if (opened === undefined) throw new Error('nothing was chosen');
  return { handle: opened.id, name: opened.name, bytes: opened.bytes };
}

/** Decrypts a backup with the `age` program and unpacks it with `unzip`, into a folder of its own. */
export async function openedByAge(
  file: string,
  identity: string,
  into: string,
): Promise<readonly string[]> {
  await writeFile(path.join(into, 'identity.txt'), `${identity}\n`);
  await run('age', ['-d', '-i', 'identity.txt', '-o', 'backup.zip', file], { cwd: into });
  await run('unzip', ['-q', '-d', 'inside', 'backup.zip'], { cwd: into });
  const inside = await readdir(path.join(into, 'inside'), { recursive: true, withFileTypes: true });
  return inside
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(path.join(into, 'inside'), path.join(entry.parentPath, entry.name)),
    )
    .sort();
}

export async function linesOfFile(into: string, name: string): Promise<readonly string[]> {
  const text = await readFile(path.join(into, 'inside', name), 'utf8');
  return text.split('\n').slice(0, -1);
}

/** A record with all that a vault can hold: four sources, earlier versions, broken lines, attachments, a share. */
export async function aFullVault(): Promise<TestVault> {
  const made = await aVault();
  for (const name of ['gp', 'hospital', 'community', 'social-care']) {
    const bytes = readFileSync(new URL(`uk-patient/${name}.json`, fixtures));
    await take(made.vault, aFile(new Uint8Array(bytes), `${name}.json`), true);
  }
  const pretty = (text: string) => JSON.stringify(JSON.parse(text), undefined, 2);
  const first = aBundle([aPatient(), aCondition('c1', 'Asthma')]);
  const second = aBundle([aPatient(), aCondition('c1', 'Asthma, “mild”')]);
  await take(made.vault, aFile(pretty(first), 'own.json'), true);
  await take(made.vault, aFile(pretty(first).replaceAll('\n', '\r\n'), 'own.json'), true);
  await take(made.vault, aFile(second, 'own.json'), true);
  for (const [day, text] of [
    ['23', 'Mild asthma'],
    ['24', 'Asthma, “in remission”'],
  ] as const) {
    await saysNow(made.vault, aCondition('c1', text), `2026-11-${day}T09:00:00.000Z`);
  }
  await addAttachment(made.vault, 'https://example.org/Binary/zip', nestedZip);
  await commit(made.vault, [
    {
      events: [
        { kind: 'settings', settings: { lockAfterMinutes: 9 } },
        {
          kind: 'share',
          share: {
            kind: 'pdf',
            until: '2026-12-06',
            fileName: 'summary.pdf',
            leftOutByPatient: 1,
            entries: 12,
            at: '2026-11-22T09:00:00.000Z',
            keyFingerprint: 'aaaa bbbb cccc dddd',
          },
        },
      ],
    },
  ]);
  return made;
}

/** The last source says something else about a resource from `fetchedAt` on. */
export async function saysNow(
  vault: OpenVault,
  resource: object,
  fetchedAt: string,
): Promise<void> {
  const sourceId = [...vault.state.sources.keys()].at(-1);
  if (sourceId === undefined) throw new Error('the vault has no source');
  const { resources } = readIncoming(JSON.stringify(resource));
  const { fresh } = sortEntries(vault.state, await readyEntries(resources, sourceId, fetchedAt));
  await commit(vault, [entriesChange(fresh)]);
}

/** Bytes that look like the ends and beginnings of files of a ZIP archive. */
export const nestedZip = new Uint8Array(
  Array.from(
    { length: 3000 },
    (_, at) => [0x50, 0x4b, 7, 8, 0x50, 0x4b, 1, 2, 0x50, 0x4b, 3, 4, at & 255].at(at % 13) ?? 0,
  ),
);

export async function addAttachment(
  vault: OpenVault,
  url: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const [sourceId] = vault.state.sources.keys();
  if (sourceId === undefined) throw new Error('the vault has no source');
  const id = newSegmentId();
  const place = { segment: id, offset: 0, length: bytes.length };
  const attachment = { sourceId, url, contentType: 'application/zip', place };
  await commit(vault, [
    { events: [{ kind: 'attachment', attachment }], segments: [{ id, bytes }] },
  ]);
}
