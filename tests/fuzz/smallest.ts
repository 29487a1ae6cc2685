import type { FuzzedFile } from './mutate.ts';

/** So many tries are worth a smaller input. */
const mostTries = 400;

/** A file as small as can be that fails too: fewer resources first, then fewer members, then shorter text. */
export async function smallest(
  file: FuzzedFile,
  fails: (file: FuzzedFile) => Promise<boolean>,
): Promise<FuzzedFile> {
  let tries = 0;
  const stillFails = async (texts: readonly string[]) => {
    tries += 1;
    return tries < mostTries && (await fails({ ...file, texts }));
  };
  const one = await fewest(file.texts, stillFails);
  const texts: string[] = [];
  for (const [at, text] of one.entries()) {
    const around = (shorter: string) => one.map((other, place) => (place === at ? shorter : other));
    texts.push(await shortest(text, (shorter) => stillFails(around(shorter))));
  }
  return (await fails({ ...file, texts })) ? { ...file, texts } : { ...file, texts: one };
}

async function fewest<One>(
  all: readonly One[],
  fails: (some: readonly One[]) => Promise<boolean>,
): Promise<readonly One[]> {
  let left = all;
  for (let size = Math.ceil(all.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < left.length && left.length > 1;) {
      const fewer = left.filter((_, place) => place < at || place >= at + size);
      if (await fails(fewer)) left = fewer;
      else at += size;
    }
  }
  return left;
}

/** What is JSON loses members; anything else, stretches of text. */
async function shortest(
  text: string,
  fails: (shorter: string) => Promise<boolean>,
): Promise<string> {
  const value = parsed(text);
  if (value === undefined) {
    const pieces = text.match(/[^<>{}\n]*[<>{}\n]?/g) ?? [];
    return (await fewest(pieces, (some) => fails(some.join('')))).join('');
  }
  const members = await fewest(Object.entries(value), (some) =>
    fails(JSON.stringify(Object.fromEntries(some))),
  );
  return JSON.stringify(Object.fromEntries(members));
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
