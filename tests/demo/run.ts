/** `npm run demo`: drives the real window through the whole job and leaves a summary, a card, pictures and a report. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freshFolders, startProgram, type ProgramFolders } from '../e2e/program.ts';
import { startProvider } from '../provider/server.ts';
import { demoPassphrase, readArguments, usage, type DemoOptions } from './arguments.ts';
import { wholeJourney } from './journey.ts';
import { startDraft } from './out-folder.ts';
import type { DemoReport } from './report.ts';
import { sharedFiles } from './share.ts';
import { capture, root } from '../../scripts/run.mjs';
import { say, stopWith } from '../../scripts/say.mjs';

const usageError = 64;

async function main(): Promise<number> {
  const options = askedFor();
  if (typeof options === 'number') return options;
  if (options.sources.length > 0) return runDemo(options);

  say('No source was named: starting the project’s own provider, with its invented patient.');
  const provider = await startProvider();
  try {
    return await runDemo({
      ...options,
      sources: [{ kind: 'server', given: provider.fhirBaseUrl }],
    });
  } finally {
    await provider.close();
  }
}

/** What was asked for, or the exit code where there is nothing to do. */
function askedFor(): DemoOptions | number {
  try {
    const folder = process.env['INIT_CWD'] ?? process.cwd();
    const options = readArguments(process.argv.slice(2), folder);
    if (options !== 'help') return options;
    say(usage);
    return 0;
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : String(thrown));
    console.error(`\n${usage}`);
    return usageError;
  }
}

async function runDemo(options: DemoOptions): Promise<number> {
  const draft = await startDraft(options.out);
  const folders = await freshFolders();
  try {
    const { profile = folders.profile } = options;
    const told = await journeyIn({ ...folders, profile }, options, draft.folder);
    if (!('sources' in told)) {
      say('No source could be added, so there is nothing to summarise. Nothing was written.');
      return 1;
    }
    const checks = await checkFiles(draft.folder);
    const report: DemoReport = { ...told, checks };
    await writeFile(
      path.join(draft.folder, 'report.json'),
      `${JSON.stringify(report, undefined, 2)}\n`,
    );
    await draft.publish();
    tellWhere(options);
    return report.failed.length > 0 || checks.some(({ exitCode }) => exitCode !== 0) ? 1 : 0;
  } finally {
    await folders.remove();
    await draft.discard();
  }
}

async function journeyIn(
  folders: ProgramFolders,
  { sources }: DemoOptions,
  out: string,
): ReturnType<typeof wholeJourney> {
  const program = await startProgram(folders);
  try {
    return await wholeJourney(program, sources, out);
  } finally {
    await program.close();
  }
}

/** Checks each share with the project's own `verify`, as whoever receives it would. */
async function checkFiles(folder: string): Promise<DemoReport['checks']> {
  say('Checking the shares…');
  const tsx = path.join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const checks = [];
  for (const file of sharedFiles) {
    const verify = [tsx, path.join(root, 'scripts', 'verify.ts'), path.join(folder, file)];
    const { code } = await capture(process.execPath, verify);
    say(
      `  ${file}: ${code === 0 ? 'unchanged' : `not as it should be (exit code ${String(code)})`}`,
    );
    checks.push({ file, exitCode: code });
  }
  return checks;
}

function tellWhere({ out, profile }: DemoOptions): void {
  say(`Done. In ${out}:`);
  for (const file of [...sharedFiles, 'report.json', 'screens/']) say(`  ${file}`);
  if (profile !== undefined) {
    say(`The profile stays in ${profile}. Its passphrase is “${demoPassphrase}”.`);
  }
}

main().then((code) => {
  process.exitCode = code;
}, stopWith);
