import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './run.mjs';
import { say, Stop } from './say.mjs';

const sourceFolders = ['electron', 'renderer', 'shared'];
const sourceFile = /^(package(-lock)?\.json|tsconfig.*\.json|vite.*\.config\.[cm]?[jt]s)$/;
const buildScript = /^build.*\.mjs$/;

/** @param {string} folder @param {string} inside @returns {string[]} paths from `folder`, with `/` */
function filesUnder(folder, inside) {
  return readdirSync(path.join(folder, inside), {
    recursive: true,
    withFileTypes: true,
    encoding: 'utf8',
  })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'),
    );
}

/**
 * One digest over everything that the build reads.
 * @param {string} folder of the repository
 * @returns {string} SHA-256, base64
 */
export function sourcesDigest(folder) {
  const files = [
    ...sourceFolders
      .filter((name) => existsSync(path.join(folder, name)))
      .flatMap((name) => filesUnder(folder, name)),
    ...readdirSync(folder).filter((name) => sourceFile.test(name)),
    ...readdirSync(path.join(folder, 'scripts'))
      .filter((name) => buildScript.test(name))
      .map((name) => `scripts/${name}`),
  ].sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(path.join(folder, file));
    // The length keeps the border between two files from moving unnoticed.
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('base64');
}

/** Builds the program unless `dist` was built from these very sources. */
export async function prepareBuild() {
  const stamp = path.join(root, 'dist', '.stamp');
  const digest = sourcesDigest(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;

  say('Building the program…');
  // Gone first and written last, so that a half-finished build is never taken for a whole one.
  rmSync(stamp, { force: true });
  const code = await run(process.execPath, [path.join(root, 'scripts', 'build.mjs')]);
  if (code !== 0) throw new Stop('The program could not be built; the reason stands above.');
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}
