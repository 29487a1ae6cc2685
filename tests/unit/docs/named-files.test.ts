import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../shared/base/error.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const own = ['docs', 'electron', 'renderer', 'scripts', 'shared', 'tests'];
/** No file of ours: the next vault that somebody will keep as a fixture, and a program. */
const others = ['tests/fixtures/vaults/v2', 'Node.js', 'PDF.js'];

/** Every file of the project, by its path from the root. */
const files = [
  ...own.flatMap((folder) => filesUnder(folder)),
  ...readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name),
];
const paths = new Set(files.flatMap((file) => [file, ...foldersOf(file)]));
const names = new Set(files.map((file) => basename(file)));
const source = /\.(?:[cm]?[jt]s|tsx|scss)$/;

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

function foldersOf(file: string): string[] {
  const folder = dirname(file);
  return folder === '.' ? [] : [folder, ...foldersOf(folder)];
}

/** What is said about code: a whole page of the documents, the comments of a source file. */
function wordsOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  if (file.endsWith('.md')) return [text];
  return text.match(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/[^\n]*/g) ?? [];
}

/** The files and folders of the project that words name. */
function namedIn(words: string): string[] {
  const named = words.matchAll(
    /(?<![\w:/.@-])(?:[\w@.-]+\/)*[\w@.-]*[\w-]\.(?:[cm]?[jt]s|tsx|scss|md)(?![\w-])|(?<![\w:/.@-])(?:docs|electron|renderer|scripts|shared|tests)\/[\w./-]*[\w-]/g,
  );
  return [...named].map(([name]) => name);
}

function isThere(name: string, file: string): boolean {
  if (paths.has(name) || paths.has(normalize(join(dirname(file), name)))) return true;
  const [first = '', ...more] = name.split('/');
  if (more.length === 0) return names.has(name);
  // What lies elsewhere, as in Electron's own folder, is none of ours.
  return !own.includes(first) && (!source.test(name) || !isOurs(first) || endsSo(name));
}

function isOurs(folder: string): boolean {
  return files.some((file) => file.includes(`/${folder}/`));
}

function endsSo(name: string): boolean {
  return files.some((file) => file.endsWith(`/${name}`));
}

const told = files.filter(
  (file) =>
    (source.test(file) || file.endsWith('.md')) && !['CHANGELOG.md', 'LICENSE'].includes(file),
);

describe('comments and documents', () => {
  it('name no file and no folder that is missing', () => {
    const missing = told.flatMap((file) =>
      wordsOf(file)
        .flatMap(namedIn)
        .filter((name) => !others.includes(name) && !isThere(name, file))
        .map((name) => `${file}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('name no decision that is missing', () => {
    const numbers = files.flatMap((file) => /^docs\/decisions\/(\d{4})-/.exec(file)?.[1] ?? []);
    const missing = told.flatMap((file) =>
      wordsOf(file)
        .flatMap((words) => [...words.matchAll(/\bdecisions? (\d{4})\b/g)])
        .filter(([, number = '']) => !numbers.includes(number))
        .map(([name]) => `${file}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('name no error code that is missing', () => {
    const codes: readonly string[] = errorCodes;
    const missing = told
      .filter((file) => source.test(file))
      .flatMap((file) =>
        wordsOf(file)
          .flatMap((words) => [...words.matchAll(/@throws ((?:[a-z-]+, )*[a-z]+(?:-[a-z]+)+)/g)])
          .flatMap(([, list = '']) => list.split(', '))
          .filter((code) => code.includes('-') && !codes.includes(code))
          .map((code) => `${file}: ${code}`),
      );
    expect(missing).toEqual([]);
  });
});
