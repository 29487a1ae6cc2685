import { capture } from '../../scripts/run.mjs';

type Process = { readonly pid: number; readonly parent: number; readonly isDead: boolean };

/** How long the processes of a killed program may take to go. */
const patienceMs = 10_000;

/** Ends a program and everything that it started at one blow, as a power cut does. @throws Error where one of them survives */
export async function killTree(pid: number): Promise<void> {
  const pids = [pid, ...(await descendantsOf(pid))];
  for (const one of pids) killOne(one);
  const deadline = performance.now() + patienceMs;
  while ((await livingAmong(pids)).length > 0) {
    if (performance.now() > deadline) throw new Error('a process of the program outlived SIGKILL');
  }
}

async function livingAmong(pids: readonly number[]): Promise<readonly number[]> {
  const living = new Set((await allProcesses()).filter((one) => !one.isDead).map((one) => one.pid));
  return pids.filter((pid) => living.has(pid));
}

/** All that a process started, and what that started. */
export async function descendantsOf(pid: number): Promise<number[]> {
  return below(pid, await allProcesses());
}

/** Children first found are looked into for children of their own. */
function below(pid: number, processes: readonly Process[]): number[] {
  const children = processes.filter(({ parent }) => parent === pid);
  return children.flatMap((child) => [child.pid, ...below(child.pid, processes)]);
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (thrown) {
    // Gone already is what we want.
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH')) throw thrown;
  }
}

/** A zombie has ended; only its parent has not asked yet how. */
async function allProcesses(): Promise<readonly Process[]> {
  const { stdout } = await capture('ps', ['-A', '-o', 'pid=,ppid=,stat=']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [pid = '', parent = '', state = ''] = line.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), isDead: state.startsWith('Z') };
    });
}
