import type { Discovery } from '../../../shared/ipc/provider.ts';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask, type Task } from '../../program/use-task.ts';

/** Looks at an address for a service, which the person may end. Then nothing went wrong. */
export function useDiscovery(): {
  readonly task: Task;
  readonly discover: (
    addressOf: () => string | Promise<string>,
    onServer: (server: Discovery) => void,
  ) => Promise<void>;
  readonly cancel: () => void;
} {
  const { main } = useProgram();
  const task = useTask();
  return {
    task,
    discover: (addressOf, onServer) =>
      task.run(async () => {
        const found = await main('provider:discover', { address: await addressOf() });
        if (found.ok) onServer(found.value);
        return !found.ok && found.code === 'download-cancelled' ? undefined : problemOf(found);
      }),
    cancel: () => void main('provider:cancel-discover', {}),
  };
}
