import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import path from 'node:path';

/** Where results are gathered, out of sight until all are there. */
export type Draft = {
  readonly folder: string;
  /** Puts every file and folder in its place, over those of an earlier run. */
  publish(): Promise<void>;
  discard(): Promise<void>;
};

/** A hidden folder inside `out`: on the same disk, so that what is finished moves in one step. */
export async function startDraft(out: string): Promise<Draft> {
  await mkdir(out, { recursive: true });
  const folder = await mkdtemp(path.join(out, '.unfinished-'));
  const onExit = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', onExit);
  const discard = async () => {
    await rm(folder, { recursive: true, force: true });
    process.off('exit', onExit);
  };
  return {
    folder,
    discard,
    async publish() {
      for (const name of await readdir(folder)) {
        await rm(path.join(out, name), { recursive: true, force: true });
        await rename(path.join(folder, name), path.join(out, name));
      }
      await discard();
    },
  };
}
