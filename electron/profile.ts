import { resolve } from 'node:path';

/**
 * The folder to keep everything in, where somebody named one: `--profile=DIR`, else the environment's `PHR_PROFILE`.
 * Demos and tests use it; without it the system's usual folder is used.
 */
export function profileFolder(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  workingFolder: string,
): string | undefined {
  const flag = '--profile=';
  const named = args.find((arg) => arg.startsWith(flag))?.slice(flag.length);
  const folder = named ?? environment['PHR_PROFILE'];
  return folder === undefined || folder === '' ? undefined : resolve(workingFolder, folder);
}
