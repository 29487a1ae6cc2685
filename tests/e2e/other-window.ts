import type { Page } from 'playwright';

export type Answer = {
  readonly ok: boolean;
  readonly code?: string;
  readonly value?: unknown;
};

/** What crosses between a page and its worker, as far as it is spoken here. @see comlink's protocol.ts */
type Message = {
  readonly id: string;
  readonly value: Answer;
  readonly argumentList: readonly { readonly value: never }[];
};

type Bridged = {
  readonly phr: { readonly invoke: (channel: never, input: never) => Promise<unknown> };
};

/**
 * A second worker of the vault beside the page's own, with a way to the main process of its own: all that a second window
 * is to the first one. Answers how to call it.
 */
export function otherWindow(
  window: Page,
): (call: string, ...inputs: readonly unknown[]) => Promise<Answer> {
  const url = window
    .workers()
    .find((worker) => worker.url().includes('/worker-'))
    ?.url();
  if (url === undefined) throw new Error('the page has no vault worker');
  const started = window.evaluateHandle((address) => {
    const worker = new Worker(address, { type: 'module' });
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = async ({ data }: MessageEvent<Message>) => {
      const [channel, input] = data.argumentList;
      if (channel === undefined || input === undefined) return;
      const { phr } = globalThis as unknown as Bridged; // what the preload script put there
      const value = await phr.invoke(channel.value, input.value);
      port1.postMessage({ id: data.id, type: 'RAW', value });
    };
    const main = { type: 'HANDLER', name: 'proxy', value: port2 };
    const message = { id: 'connect', type: 'APPLY', path: ['connect'], argumentList: [main] };
    worker.postMessage(message, [port2]);
    return worker;
  }, url);
  return async (call, ...inputs) =>
    (await started).evaluate(
      (worker, { path, values }) =>
        new Promise<Answer>((resolve) => {
          const id = crypto.randomUUID();
          worker.addEventListener('message', ({ data }: MessageEvent<Message>) => {
            if (data.id === id) resolve(data.value);
          });
          const argumentList = values.map((value) => ({ type: 'RAW', value }));
          worker.postMessage({ id, type: 'APPLY', path: [path], argumentList });
        }),
      { path: call, values: inputs },
    );
}
