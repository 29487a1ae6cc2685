import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What the provider's process says to this one. */
export type FromProvider =
  | { readonly kind: 'ready'; readonly fhirBaseUrl: string; readonly jsonBytes: number }
  | { readonly kind: 'asked'; readonly paths: readonly string[] }
  | { readonly kind: 'changed' };

/** What it is told: to say what it was asked, or to change so many entries. */
export type ToProvider = 'asked' | { readonly change: number };

export type BenchProvider = {
  readonly fhirBaseUrl: string;
  /** The whole record as JSON. */
  readonly jsonBytes: number;
  /** The addresses that were asked for so far, in order. */
  asked(): Promise<readonly string[]>;
  /** Changes so many entries, each time others, as of now. */
  change(entries: number): Promise<void>;
  close(): Promise<void>;
};

/** Starts an open provider, in a process of its own, that holds a generated record of so many entries. */
export async function startBenchProvider(entries: number): Promise<BenchProvider> {
  const file = fileURLToPath(new URL('./provider-process.ts', import.meta.url));
  const child = fork(file, [String(entries)]);
  const ready = await messageOf(child, 'ready');
  return {
    ...ready,
    async asked() {
      child.send('asked' satisfies ToProvider);
      const { paths } = await messageOf(child, 'asked');
      return paths.map((path) => new URL(path, ready.fhirBaseUrl).href);
    },
    async change(changed) {
      child.send({ change: changed } satisfies ToProvider);
      await messageOf(child, 'changed');
    },
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

async function messageOf<K extends FromProvider['kind']>(
  child: ChildProcess,
  kind: K,
): Promise<Extract<FromProvider, { kind: K }>> {
  const ended = once(child, 'exit').then(() => {
    throw new Error('the provider ended before it answered');
  });
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [FromProvider]; // our own process, which sends nothing else
  if (message.kind !== kind) throw new Error(`the provider said ${message.kind}`);
  return message as Extract<FromProvider, { kind: K }>; // checked by the line above
}
