import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { Handlers } from '../answer-message.ts';
import { exportFault, safeFileName } from '../files.ts';
import { beginBackup, listBackups, pathOfBackup, removeBackup } from './folders.ts';
import type { Streams } from './streams.ts';
import { begun, beginWholeFile } from './whole-file.ts';

/** What backups need of Electron, handed in. */
export type BackupSurroundings = {
  /** Where backups go until the person chooses a folder. */
  readonly ownFolder: string;
  /** These ask the person; `undefined` where they changed their mind. */
  readonly chooseFolder: () => Promise<string | undefined>;
  readonly chooseFile: () => Promise<string | undefined>;
  readonly chooseExport: (fileName: string) => Promise<string | undefined>;
};

type BackupHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `backup:${string}` | `stream:${string}` | `export:${string}`>
>;

/** The answers to all that concerns backups and the export of everything. Main sees encrypted bytes, and those of an export. */
export function backupHandlers(
  { ownFolder, chooseFolder, chooseFile, chooseExport }: BackupSurroundings,
  streams: Streams,
): BackupHandlers {
  return {
    'backup:choose-folder': async () => {
      const folder = await chooseFolder();
      return folder === undefined ? {} : { folder };
    },
    'backup:list': (input) => listBackups(ownFolder, input),
    'backup:write-begin': async (input) => {
      const file = await beginBackup(ownFolder, input, streams.parts());
      return begun(streams.keep(file), file);
    },
    'backup:read-begin': (input) => streams.openToRead(pathOfBackup(ownFolder, input)),
    'backup:remove': async (input) => done(removeBackup(ownFolder, input)),
    'backup:choose-file': async () => {
      const path = await chooseFile();
      return path === undefined ? {} : { file: await streams.openToRead(path) };
    },
    'export:begin': async ({ suggestedName }) => {
      const path = await chooseExport(safeFileName(suggestedName));
      if (path === undefined) return {};
      const file = await beginWholeFile({
        path,
        // In plain sight, unlike other parts: what is left of it after a power cut can be read by anybody.
        part: join(dirname(path), `${basename(path)}.${randomUUID().slice(0, 8)}.part`),
        replace: true,
        faultOf: exportFault,
      });
      return { file: begun(streams.keep(file), file) };
    },
    'stream:write': (input) => done(streams.write(input)),
    'stream:finish': ({ id }) => done(streams.finish(id)),
    'stream:cancel': ({ id }) => done(streams.cancel(id)),
    'stream:read': (input) => streams.read(input),
    'stream:close': ({ id }) => done(streams.close(id)),
  };
}

async function done(work: Promise<void>): Promise<null> {
  await work;
  return null;
}
