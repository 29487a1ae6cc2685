import type { Discovery } from '../../../shared/ipc/contract.ts';
import { problemOf } from '../../app/problem.ts';
import { useProgram } from '../../app/program.ts';
import { useTask, type Task } from '../../app/use-task.ts';
import type { KnownSource } from './known-source.ts';

/** Finds the service of a source again, to sign in there in place. */
export function useFindAgain(onServer: (server: Discovery, known: KnownSource) => void): {
  readonly task: Task;
  readonly find: (known: KnownSource) => Promise<void>;
} {
  const { vault, main } = useProgram();
  const task = useTask();
  const find = (known: KnownSource) =>
    task.run(async () => {
      const overview = await vault.overview();
      if (!overview.ok) return overview;
      const source = overview.value.sources.find(({ id }) => id === known.id);
      const found = await main('provider:discover', { address: source?.fhirBaseUrl ?? '-' });
      if (found.ok) onServer({ ...found.value, name: known.name }, known);
      return problemOf(found);
    });
  return { task, find };
}
