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
  | {
      readonly kind: 'took';
      readonly number: number;
      readonly length: number;
      /** Of the processor, so that other work on the machine does not count. */
      readonly milliseconds: number;
    }
  | { readonly kind: 'done' };

const { seed, first, files, size } = JSON.parse(process.argv[2] ?? '') as Work; // run.ts starts it with no other
const seeds = readSeeds();
const tell = (told: Told) => process.send?.(told);

for (let number = first; number < first + files; number += 1) {
  const file = fuzzedFile(seeds, seed, number, size);
  const { length } = textOfFile(file);
  tell({ kind: 'begun', number, length });
  const begun = process.cpuUsage();
  const fault = await faultOf(file);
  const { user, system } = process.cpuUsage(begun);
  tell({ kind: 'took', number, length, milliseconds: (user + system) / 1000 });
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
