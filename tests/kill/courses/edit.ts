import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright';
import { addRecordsPage } from '../../e2e/pages/add-records-page.ts';
import { entryPage } from '../../e2e/pages/entry-page.ts';
import { overviewPage } from '../../e2e/pages/overview-page.ts';
import { goTo } from '../../e2e/pages/places.ts';
import { recordPage } from '../../e2e/pages/record-page.ts';
import { sourcePage } from '../../e2e/pages/source-page.ts';
import { freshFolders, type RunningProgram } from '../../e2e/program.ts';
import type { CourseKind } from '../course.ts';
import { makeTemplate, startOpen, startWhole } from '../vault-template.ts';
import type { OpenedEntry, WholeRecord } from '../whole-record.ts';

/** How often the letter is called something else in one go. */
const times = 4;
const letter = 'letter.txt';
/** Files of which one is removed at the end of each go. */
const notes = ['note-1.txt', 'note-2.txt', 'note-3.txt', 'note-4.txt', 'note-5.txt'];

/**
 * A letter is given a title and a date, again and again, and a source is removed with what came from it: each stands from
 * the moment that the page says so, and what the letter was called before stays.
 */
export const editCourse: CourseKind = {
  name: 'edit',
  async begin() {
    const given = await mkdtemp(path.join(tmpdir(), 'phr-given-'));
    const template = await makeTemplate(({ window }) => addAll(window, given));
    const folders = await freshFolders();
    let program: RunningProgram | undefined;
    /** How often the letter was given a title, and which files are here: as the page was told, and as was tried. */
    let told = { titles: 0, here: [] as readonly string[] };
    let tried = told;

    return {
      name: 'edit',
      async ready() {
        if (program === undefined || told.here.length === 0) {
          await program?.kill();
          await template.copyTo(folders);
          program = await startOpen(folders);
          told = { titles: 0, here: notes };
          tried = told;
        }
        return program;
      },
      async act({ window }) {
        await openLetter(window, told.titles);
        for (let time = 0; time < times; time += 1) {
          tried = { ...told, titles: told.titles + 1 };
          await entryPage(window).describe(namedAfter(tried.titles));
          told = tried;
        }
        const [first = '', ...rest] = told.here;
        await goTo(window, 'Overview');
        await overviewPage(window).openSourceOf(first);
        await sourcePage(window).toRemoval();
        tried = { ...told, here: rest };
        await sourcePage(window).remove();
        told = tried;
      },
      async check() {
        const opened = await startWhole(folders);
        program = opened.program;
        const found = foundIn(opened.record);
        const isAs = (what: typeof told) => isDeepStrictEqual(found, what);
        if (!isAs(told) && !isAs(tried)) {
          throw new Error(`told ${JSON.stringify(told)}, found ${JSON.stringify(found)}`);
        }
        told = found;
        tried = found;
        return `${String(found.titles)} titles, ${String(found.here.length)} other documents`;
      },
      async end() {
        await program?.kill();
        await template.remove();
        await folders.remove();
        await rm(given, { recursive: true, force: true });
      },
    };
  },
};

/** What the letter is called after so many edits; before the first it has its file's name and no date of its own. */
function namedAfter(edits: number): { readonly title: string; readonly year: string } {
  return { title: `Letter in its form ${String(edits)}`, year: String(1900 + edits) };
}

function textOf(name: string): string {
  return `What stands in ${name}`;
}

async function addAll(window: Page, given: string): Promise<void> {
  const files = await Promise.all(
    [letter, ...notes].map(async (name) => {
      const file = path.join(given, name);
      await writeFile(file, textOf(name));
      return file;
    }),
  );
  await goTo(window, 'Add records');
  await addRecordsPage(window).addFiles(...files);
  await addRecordsPage(window).outcome();
}

async function openLetter(window: Page, edits: number): Promise<void> {
  await goTo(window, 'Record');
  await recordPage(window).shelf('Documents');
  await recordPage(window).open(edits === 0 ? 'letter' : namedAfter(edits).title);
}

/**
 * How often the letter was given a title, and which other files are here.
 * @throws Error where a document is not as it was given, stands there twice or half, or a title of the letter is lost
 */
function foundIn({ entries, overview }: WholeRecord): {
  readonly titles: number;
  readonly here: readonly string[];
} {
  const names = entries.map(({ line }) => line.sourceName).sort();
  const sources = overview.sources.map(({ name }) => name).sort();
  if (!isDeepStrictEqual(names, sources)) {
    throw new Error(`from ${sources.join()}, there is ${names.join()}`);
  }
  for (const { line, attached } of entries) {
    const [text = '', ...others] = attached.map((one) => Buffer.from(one, 'base64').toString());
    if (text !== textOf(line.sourceName) || others.length > 0) {
      throw new Error(`${line.sourceName} holds something else`);
    }
  }
  const edited = entries.filter(({ line }) => line.sourceName === letter);
  if (edited.length !== 1) throw new Error(`the letter is there ${String(edited.length)} times`);
  return {
    titles: edited.flatMap(titlesOf).length,
    here: names.filter((name) => name !== letter),
  };
}

/** What a letter was called since it was added. @throws Error where one of them is missing or there twice */
function titlesOf({ original, earlier }: OpenedEntry): readonly string[] {
  const versions = [...earlier].reverse().concat(original).slice(1);
  return versions.map((text, at) => {
    const { title, year } = namedAfter(at + 1);
    const { description, content } = JSON.parse(text) as Described;
    if (description !== title || content[0]?.attachment.creation !== year) {
      throw new Error(`the letter is called “${description}” instead of “${title}”`);
    }
    return title;
  });
}

/** The parts of a `DocumentReference` that a person sets. */
type Described = {
  readonly description: string;
  readonly content: readonly { readonly attachment: { readonly creation?: string } }[];
};
