import type { Discovery } from '../../../shared/ipc/provider.ts';
import { valueOf } from '../../../shared/base/result.ts';
import { useProgram } from '../../program/program.ts';
import type { Task } from '../../program/use-task.ts';
import type { KnownSource } from './known-source.ts';
import { useDiscovery } from './use-discovery.ts';

/** Finds the service of a source again, to sign in there in place; the person may end it. */
export function useFindAgain(onServer: (server: Discovery, known: KnownSource) => void): {
  readonly task: Task;
  readonly find: (known: KnownSource) => Promise<void>;
  readonly cancel: () => void;
} {
  const { vault } = useProgram();
  const { task, discover, cancel } = useDiscovery();
  const find = (known: KnownSource) =>
    discover(
      async () => {
        const { sources } = valueOf(await vault.overview());
        return sources.find(({ id }) => id === known.id)?.fhirBaseUrl ?? '-';
      },
      (server) => {
        onServer({ ...server, name: known.name }, known);
      },
    );
  return { task, find, cancel };
}
