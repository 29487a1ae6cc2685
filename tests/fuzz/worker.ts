/** A process that reads one fuzzed file after the other. It is ended from outside where one takes too long. */
import { fuzzedFile, textOfFile, type FuzzedFile } from './mutate.ts';
import { readAll } from './read-all.ts';
import { readSeeds } from './seeds.ts';
import { smallest } from './smallest.ts';

/** What such a process is to do: the files with these numbers of the run with this seed. */
export type Work = {
  readonly seed: number;
  readonly first: number;
  readonly files: number;
  readonly size: number;
};

export type Told =
  | { readonly kind: 'begun'; readonly number: number; readonly length: number }
  | {
      readonly kind: 'failed';
      readonly number: number;
      readonly fault: string;
      readonly input: string;
    }
  | { readonly kind: 'done' };

const { seed, first, files, size } = JSON.parse(process.argv[2] ?? '') as Work; // run.ts starts it with no other
const seeds = readSeeds();
const tell = (told: Told) => process.send?.(told);

for (let number = first; number < first + files; number += 1) {
  const file = fuzzedFile(seeds, seed, number, size);
  tell({ kind: 'begun', number, length: textOfFile(file).length });
  const fault = await faultOf(file);
  if (fault === undefined) continue;
  const small = await smallest(file, async (other) => (await faultOf(other)) === fault);
  tell({ kind: 'failed', number, fault, input: textOfFile(small) });
}
tell({ kind: 'done' });
process.disconnect();

async function faultOf(file: FuzzedFile): Promise<string | undefined> {
  try {
    await readAll(file);
    return undefined;
  } catch (thrown) {
    return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  }
}
