import type { CDPSession, Page } from 'playwright';

/** What lies in the memory of the window's page and of its workers, each as a heap snapshot of DevTools. */
export type Heaps = { readonly page: string; readonly workers: readonly string[] };

/**
 * Takes the snapshots. Each comes after a collection of garbage: what it holds is held by something.
 * @see https://chromedevtools.github.io/devtools-protocol/tot/HeapProfiler/
 */
export async function heapsOf(window: Page): Promise<Heaps> {
  const session = await window.context().newCDPSession(window);
  try {
    const page = await snapshotOf({
      ask: (method) => session.send(method),
      onChunk: (take) => {
        session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
          take(chunk);
        });
      },
    });
    return { page, workers: await workerHeaps(session) };
  } finally {
    await session.detach();
  }
}

/** Those of `words` that stand in a heap. */
export function foundIn(heap: string, words: readonly string[]): readonly string[] {
  return words.filter((word) => heap.includes(word));
}

type Target = {
  readonly ask: (
    method: 'HeapProfiler.enable' | 'HeapProfiler.takeHeapSnapshot',
  ) => Promise<unknown>;
  readonly onChunk: (take: (chunk: string) => void) => void;
};

async function snapshotOf({ ask, onChunk }: Target): Promise<string> {
  const chunks: string[] = [];
  onChunk((chunk) => chunks.push(chunk));
  await ask('HeapProfiler.enable');
  await ask('HeapProfiler.takeHeapSnapshot');
  return chunks.join('');
}

/** A worker is a target of its own, spoken to in messages within messages. */
async function workerHeaps(session: CDPSession): Promise<readonly string[]> {
  const attached: string[] = [];
  session.on('Target.attachedToTarget', ({ sessionId }) => attached.push(sessionId));
  // Answers once every worker that is there has been attached to.
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const heaps: string[] = [];
  for (const sessionId of attached) heaps.push(await snapshotOf(workerTarget(session, sessionId)));
  return heaps;
}

type Message = { readonly id?: number; readonly method?: string; readonly params?: unknown };

function workerTarget(session: CDPSession, sessionId: string): Target {
  let asked = 0;
  const answers = new Map<number, () => void>();
  let take: (chunk: string) => void = () => undefined;
  session.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const message = JSON.parse(event.message) as Message; // as the protocol says
    if (message.id !== undefined) answers.get(message.id)?.();
    if (message.method === 'HeapProfiler.addHeapSnapshotChunk') take(chunkOf(message.params));
  });
  return {
    ask: async (method) => {
      asked += 1;
      const id = asked;
      const answered = new Promise<void>((resolve) => answers.set(id, resolve));
      const message = JSON.stringify({ id, method });
      await session.send('Target.sendMessageToTarget', { sessionId, message });
      await answered;
    },
    onChunk: (taker) => {
      take = taker;
    },
  };
}

function chunkOf(params: unknown): string {
  const chunk: unknown = Reflect.get(Object(params), 'chunk');
  return typeof chunk === 'string' ? chunk : '';
}
