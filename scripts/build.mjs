import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { withHashedPolicy } from './build-viewer-policy.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const renderer = path.join(root, 'renderer');
const out = path.join(root, 'dist');

/** @type {import('vite').InlineConfig} */
const shared = { configFile: false, logLevel: 'warn', clearScreen: false };

/** How long each plugin took is no news to anybody who starts the program. */
const checks = { pluginTimings: false };

/** The program's window: page, vault worker and the stylesheet of the printed summary. @type {import('vite').InlineConfig} */
const app = {
  ...shared,
  root: renderer,
  base: '/',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: path.join(out, 'renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      checks,
      input: {
        index: path.join(renderer, 'index.html'),
        print: path.join(renderer, 'ui/print.css'),
      },
      output: {
        assetFileNames: ({ names }) =>
          names.includes('print.css') ? 'print.css' : 'assets/[name]-[hash][extname]',
      },
    },
  },
};

/** The clinician's page: one file with everything inside, that opens anywhere without a network. @type {import('vite').InlineConfig} */
const viewer = {
  ...shared,
  root: renderer,
  base: './',
  plugins: [react(), viteSingleFile({ removeViteModuleLoader: true })],
  build: {
    outDir: path.join(out, 'renderer'),
    emptyOutDir: false,
    target: 'es2022',
    assetsInlineLimit: 100_000_000,
    chunkSizeWarningLimit: 8000,
    rolldownOptions: { checks, input: path.join(renderer, 'viewer.html') },
  },
};

/**
 * A script of the main process: one CommonJS file, since a sandboxed preload can be nothing else.
 * @param {'main' | 'preload'} name
 * @param {boolean} emptyOutDir
 * @returns {import('vite').InlineConfig}
 */
const electron = (name, emptyOutDir) => ({
  ...shared,
  root,
  publicDir: false,
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: path.join(root, `electron/${name}.ts`),
    outDir: path.join(out, 'electron'),
    emptyOutDir,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      checks,
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
    },
  },
});

/** Builds the whole program into `dist/`. */
export async function buildProgram() {
  for (const step of [app, viewer, electron('main', true), electron('preload', false)]) {
    await build(step);
  }
  const page = path.join(out, 'renderer', 'viewer.html');
  await writeFile(page, withHashedPolicy(await readFile(page, 'utf8')));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildProgram();
