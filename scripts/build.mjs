import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { withHashedPolicy } from './build-viewer-policy.mjs';

/** Where the sources lie, and where what is made of them goes. @typedef {{ root: string, out: string }} Place */
/** @typedef {import('vite').InlineConfig} Config */

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** @type {Config} */
const shared = { configFile: false, logLevel: 'warn', clearScreen: false };

/** How long each plugin took is no news to anybody who starts the program. */
const checks = { pluginTimings: false };

/** The program's page, as it is built and as it is served while it is worked on. @param {string} root @returns {Config} */
export const page = (root) => ({
  ...shared,
  root: path.join(root, 'renderer'),
  base: '/',
  plugins: [react()],
  worker: { format: 'es' },
});

/**
 * The program's window: page and vault worker; and the stylesheet of the printed summary.
 * @param {Place} place @param {readonly ('index' | 'print')[]} parts @returns {Config}
 */
const app = ({ root, out }, parts) => ({
  ...page(root),
  build: {
    outDir: path.join(out, 'renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      checks,
      input: parts.map((part) =>
        path.join(root, 'renderer', part === 'index' ? 'index.html' : 'ui/print.css'),
      ),
      output: {
        assetFileNames: ({ names }) =>
          names.includes('print.css') ? 'print.css' : 'assets/[name]-[hash][extname]',
      },
    },
  },
});

/**
 * The clinician's page: one file with everything inside, that opens anywhere without a network.
 * @param {Place} place @returns {Config}
 */
const viewer = ({ root, out }) => ({
  ...shared,
  root: path.join(root, 'renderer'),
  base: './',
  plugins: [react(), viteSingleFile({ removeViteModuleLoader: true })],
  build: {
    outDir: path.join(out, 'renderer'),
    emptyOutDir: false,
    target: 'es2022',
    assetsInlineLimit: 100_000_000,
    chunkSizeWarningLimit: 8000,
    rolldownOptions: { checks, input: path.join(root, 'renderer', 'viewer.html') },
  },
});

/**
 * A script of the main process: one CommonJS file, since a sandboxed preload can be nothing else.
 * @param {Place} place @param {'main' | 'preload'} name @returns {Config}
 */
export const electron = ({ root, out }, name) => ({
  ...shared,
  root,
  publicDir: false,
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: path.join(root, `electron/${name}.ts`),
    outDir: path.join(out, 'electron'),
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      checks,
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
    },
  },
});

/** Builds the renderer's part into `out/renderer`. @param {Place} place @param {readonly ('index' | 'print')[]} parts */
export async function buildPages(place, parts) {
  await build(app(place, parts));
  await build(viewer(place));
  const built = path.join(place.out, 'renderer', 'viewer.html');
  const page = withHashedPolicy(await readFile(built, 'utf8'));
  await writeFile(built, page);
  // In the form that `sha256sum --check` reads, to be published beside a release.
  const hash = createHash('sha256').update(page).digest('hex');
  await writeFile(`${built}.sha256`, `${hash}  viewer.html\n`);
}

/** Builds the whole program into `dist/`. */
async function buildProgram() {
  const place = { root, out: path.join(root, 'dist') };
  await buildPages(place, ['index', 'print']);
  for (const name of /** @type {const} */ (['main', 'preload'])) await build(electron(place, name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildProgram();
