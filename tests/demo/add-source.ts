import { stat } from 'node:fs/promises';
import type { RunningProgram } from '../e2e/program.ts';
import { addRecordsPage } from '../e2e/pages/add-records-page.ts';
import { goTo } from '../e2e/pages/places.ts';
import { ShownProblem } from '../e2e/pages/see.ts';
import { signInAsPatient } from '../provider/browser.ts';
import { say } from '../../scripts/say.mjs';
import type { DemoSource } from './arguments.ts';
import type { Diary } from './diary.ts';
import type { FailedSource, SourceReport } from './report.ts';

/** What became of a source, before the record screen has been counted. */
export type AddedSource = Omit<SourceReport, 'shown'> & {
  /** The program's own name for it, which the entries of its record carry. */
  readonly id: string;
};
export type Outcome = { readonly added: AddedSource } | { readonly failed: FailedSource };

/** What adding a source needs: the window, its diary, and the next address that the system browser is to open. */
export type Surroundings = {
  readonly program: RunningProgram;
  readonly diary: Diary;
  readonly nextAddress: () => Promise<string>;
};

/** Adds one source through the window. A source that can't be read is told and answered, not thrown. */
export async function addSource(source: DemoSource, surroundings: Surroundings): Promise<Outcome> {
  const { kind, given } = source;
  try {
    return { added: await addThroughWindow(source, surroundings) };
  } catch (thrown) {
    if (!(thrown instanceof ShownProblem)) throw thrown;
    const { title, advice } = thrown;
    say(`  ${given} was not added. ${title}. ${advice}`);
    return { failed: { name: given, kind, problem: { title, advice } } };
  }
}

async function addThroughWindow(
  source: DemoSource,
  surroundings: Surroundings,
): Promise<AddedSource> {
  const { window } = surroundings.program;
  const page = addRecordsPage(window);
  await goTo(window, 'Add records');
  say(`Adding ${source.given}…`);
  if (source.kind === 'file') await addFile(source.path, surroundings);
  else await addServer(source.given, surroundings);

  const { diary } = surroundings;
  const held = (await page.outcome()) === 'held' ? await addAnyway(surroundings) : undefined;
  await diary.step('Added', () => page.outcome(), 'whole page');
  const [shown] = await page.sources();
  if (shown === undefined) throw await page.problem();
  say(`  ${shown.state}.`.replace(/\.\.$/, '.'));
  return { ...shown, kind: source.kind, ...(held !== undefined && { held }) };
}

async function addFile(path: string, { program, diary }: Surroundings): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) {
    throw new ShownProblem('There is no such file', 'Check its name and folder, then try again.');
  }
  const page = addRecordsPage(program.window);
  await diary.step(
    'Read a file',
    async () => {
      await page.addFiles(path);
      await page.outcome();
    },
    'none',
  );
}

async function addServer(address: string, surroundings: Surroundings): Promise<void> {
  const { program, diary } = surroundings;
  const page = addRecordsPage(program.window);
  await page.typeAddress(address);
  const entrance = await diary.step('Find the service', () => page.findService());
  if (entrance === 'sign-in') await signIn(surroundings);
  else await choosePatient(surroundings);
  await diary.step('Fetching', () => page.seeFetching());
  await diary.step('Fetch and store', () => page.outcome(), 'none');
}

/** Signs in as the first person whom the page of our own provider names; other sign-in pages are for people. */
async function signIn({ program, diary, nextAddress }: Surroundings): Promise<void> {
  const page = addRecordsPage(program.window);
  await diary.step('Sign in', () => page.signIn());
  try {
    await signInAsPatient(await nextAddress(), 'first-named');
  } catch {
    await page.cancelSignIn();
    throw new ShownProblem(
      'The demo cannot sign in there',
      'It knows only the sign-in page of the project’s own provider. Open the program and sign in yourself.',
    );
  }
}

async function choosePatient({ program }: Surroundings): Promise<void> {
  const page = addRecordsPage(program.window);
  const patients = await page.choosePatient();
  if (patients === 0) {
    throw new ShownProblem(
      'This open service names no patient',
      'Open the program and type the patient’s number there.',
    );
  }
  if (patients > 1) say(`  This service names ${String(patients)} patients; the first is taken.`);
  await page.fetchRecord();
}

/** The person named this source, so it is added all the same; the report says so. */
async function addAnyway({
  program,
  diary,
}: Surroundings): Promise<NonNullable<SourceReport['held']>> {
  const page = addRecordsPage(program.window);
  const differences = await diary.step('Looks like another person', () => page.differences());
  say(
    `  The program takes this for another person: ${differences.join(', ').toLowerCase()} differ. ` +
      'You named it, so it is added to this record anyway.',
  );
  await diary.step(
    'Add anyway',
    async () => {
      await page.addAnyway();
      await page.outcome();
    },
    'none',
  );
  return { differences, addedAnyway: true };
}
