import { AppError } from '../../../../shared/base/error.ts';
import { failed, succeeded, type Result } from '../../../../shared/base/result.ts';
import type { Channel, Input, Output } from '../../../../shared/ipc/contract.ts';
import type { SyncAttachment, SyncRead, SyncStep } from '../../../../shared/ipc/sync.ts';
import type { MainBridge } from '../../../../renderer/vault/api/vault-api.ts';

/** The far end of a download, scripted: its steps in order, what it answers to reads and attachments. */
export type FakeServer = {
  readonly steps: readonly (SyncStep | AppError)[];
  /** What opening says of the server, beside what it always says. */
  readonly opened?: Partial<Output<'sync:open'>>;
  /** Why it cannot be opened. */
  readonly closed?: AppError;
  readonly reads?: Readonly<Record<string, SyncRead>>;
  readonly attachments?: Readonly<Record<string, SyncAttachment>>;
  /** What closing answers. */
  readonly closing?: Output<'sync:close'>;
  /** Called before each step is answered. */
  readonly beforeStep?: (at: number) => void;
};

export type Asked = { readonly channel: Channel; readonly input: unknown };

/** A main process that answers from a script and remembers what it was asked. */
export function fakeMain(server: FakeServer): { main: MainBridge; asked: Asked[] } {
  const asked: Asked[] = [];
  let at = 0;
  const answers: Partial<Record<Channel, (input: never) => unknown>> = {
    'sync:open': (input: Input<'sync:open'>): Output<'sync:open'> => {
      if (server.closed !== undefined) throw server.closed;
      return {
        serverName: 'Test server',
        jobs: [],
        fhirVersion: 'R4',
        since: (input.since ?? input.checkpoint?.since) !== undefined,
        ...server.opened,
      };
    },
    'sync:next': () => {
      server.beforeStep?.(at);
      const step = server.steps[at] ?? { kind: 'done' };
      at += 1;
      if (step instanceof AppError) throw step;
      return step;
    },
    'sync:read': ({ reference }: Input<'sync:read'>) =>
      server.reads?.[reference] ?? { reason: 'not-found' },
    'sync:attachment': ({ url }: Input<'sync:attachment'>) =>
      server.attachments?.[url] ?? { reason: 'attachment-missing' },
    'sync:waits': () => ({}),
    'sync:close': () => server.closing ?? {},
  };
  const main = <C extends Channel>(channel: C, input: Input<C>): Promise<Result<Output<C>>> => {
    asked.push({ channel, input });
    try {
      const answer = answers[channel]?.(input as never);
      return Promise.resolve(succeeded(answer as Output<C>));
    } catch (thrown) {
      return Promise.resolve(failed(thrown));
    }
  };
  return { main, asked };
}

type Json = { readonly [member: string]: unknown };

/** A searchset page of a job. */
export function aPage(job: string, resources: readonly Json[], more: Json = {}): SyncStep {
  const entry = resources.map((resource) => ({ resource }));
  return {
    kind: 'page',
    job,
    text: JSON.stringify({ resourceType: 'Bundle', type: 'searchset', entry }),
    url: `https://example.org/fhir/${job}`,
    checkpoint: { done: [job] },
    jobsDone: 1,
    jobsTotal: 3,
    ...more,
  };
}
