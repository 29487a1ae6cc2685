import { describe, expect, it } from 'vitest';
import { fuzzedFile, textOfFile } from '../fuzz/mutate.ts';
import { readAll } from '../fuzz/read-all.ts';
import { readSeeds } from '../fuzz/seeds.ts';
import { seed } from '../seed.ts';

const files = 40;
const size = 20;

describe('mutated resources', () => {
  it(`are read, listed, found and summarised without a crash, and come in once (seed ${String(seed)})`, async () => {
    const seeds = readSeeds();
    for (let number = 0; number < files; number += 1) {
      const file = fuzzedFile(seeds, seed, number, size);
      await expect(readAll(file), textOfFile(file).slice(0, 20_000)).resolves.toBeUndefined();
    }
  });
});
