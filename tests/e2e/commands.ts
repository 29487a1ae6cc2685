import path from 'node:path';
import type { TestContext } from 'vitest';
import { capture, root } from '../../scripts/run.mjs';

export type Printed = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs one of the project's own commands, as `npm run` does. `folder` is where the person typed it. */
export function runScript(
  script: string,
  args: readonly string[],
  folder = root,
): Promise<Printed> {
  const tsx = path.join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  return capture(process.execPath, [tsx, path.join(root, script), ...args], {
    env: { ...process.env, INIT_CWD: folder },
  });
}

/** Checks a share with `npm run verify`. Answers its exit code. */
export async function verify(file: string, ...args: string[]): Promise<number> {
  return (await runScript('scripts/verify.ts', [file, ...args])).code;
}

/** Runs a program of the system. Where it is not installed the test is skipped, and fails in CI. */
export async function runTool(
  context: TestContext,
  tool: string,
  args: readonly string[],
): Promise<string> {
  const { code, stdout } = await capture(tool, args);
  const isMissing = code === 127;
  if (isMissing && process.env['CI'] === undefined) context.skip(`${tool} is not installed`);
  if (isMissing) throw new Error(`${tool} is not installed`);
  return stdout;
}
