/**
 * Lints what may read otherwise than when it was last found clean. Many rules know types, so a file is linted again when
 * it changed, when anything changed that it imports, however indirectly, or what holds everywhere: packages, settings,
 * global types. ESLint's own cache looks at the file alone, and would stay green where a full run is red.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cache, root, run } from './run.mjs';

const skipped = new Set(['node_modules', 'dist', 'out', '.git']);
const record = cache('lint.json');

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (!entry.isDirectory()) return [place];
    return skipped.has(entry.name) ? [] : filesIn(place);
  });
}

/** @param {readonly string[]} parts @returns {string} */
const digestOf = (parts) => createHash('sha256').update(JSON.stringify(parts)).digest('base64');

const all = filesIn(root);
const linted = all.filter((file) => /\.([cm]?[jt]s|tsx)$/.test(file));
const text = new Map(
  [...linted, ...all.filter((file) => /\.json$/.test(file) && !file.includes('fixtures'))].map(
    (file) => [file, readFileSync(file, 'utf8')],
  ),
);
const own = new Map([...text].map(([file, content]) => [file, digestOf([content])]));
const everywhere = [...text].flatMap(([file, content]) =>
  /(eslint\.config\.js|package-lock\.json|tsconfig\.json|\.d\.ts)$/.test(file) ||
  content.includes('declare global')
    ? [file, own.get(file) ?? '']
    : [],
);
const imports = new Map(
  linted.map((file) => [
    file,
    [...(text.get(file) ?? '').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
      ([, to = '']) => path.resolve(path.dirname(file), to),
    ),
  ]),
);

/** The file and everything that it imports, directly or not. @param {string} file @param {Set<string>} [seen] */
function readWith(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const to of imports.get(file) ?? []) readWith(to, seen);
  return seen;
}

const now = Object.fromEntries(
  linted.map((file) => {
    const with_ = [...readWith(file)].sort();
    const parts = [
      process.version,
      ...everywhere,
      ...with_.flatMap((one) => [one, own.get(one) ?? '']),
    ];
    return [path.relative(root, file), digestOf(parts)];
  }),
);
/** @type {Record<string, string>} */
const clean = existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : {};
const stale = Object.keys(now).filter((file) => clean[file] !== now[file]);
const eslint = path.join(root, 'node_modules', 'eslint', 'bin', 'eslint.js');
if (stale.length > 0) {
  // Many names do not fit into a command; and what ESLint finds by itself is the measure.
  const files = stale.length > 400 ? ['.'] : ['--no-warn-ignored', ...stale];
  process.exitCode = await run(process.execPath, [eslint, '--max-warnings=0', ...files]);
}
if (!process.exitCode) {
  mkdirSync(path.dirname(record), { recursive: true });
  writeFileSync(record, JSON.stringify(now));
}
