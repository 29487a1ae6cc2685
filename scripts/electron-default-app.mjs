/**
 * Stands in for Electron's own default app, which the Electron from the npm package lacks: opens the app whose
 * folder is the first argument that is no flag. Runs inside Electron, copied to `resources/app/main.mjs`.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);

/** @param {string[]} args @returns {string | undefined} */
function appFolder(args) {
  while (args.length > 0) {
    const arg = args.shift() ?? '';
    if (arg === '-r' || arg === '--require') require(path.resolve(args.shift() ?? ''));
    else if (!arg.startsWith('-')) return path.resolve(arg);
  }
  return undefined;
}

const folder = appFolder(process.argv.slice(1));
if (folder === undefined) {
  process.stderr.write('Electron was started without the folder of an app.\n');
  app.exit(1);
} else {
  const { name, productName, version, main } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  app.setName(productName ?? name);
  // Electron's own default app calls these two as well; they are absent from the published types.
  for (const [method, value] of [
    ['setAppPath', folder],
    ['setVersion', version ?? ''],
  ]) {
    Reflect.apply(Reflect.get(app, method), app, [value]);
  }
  // Awaited here, so that Electron waits too: some things can only be set before the app is ready.
  await import(pathToFileURL(path.join(folder, main ?? 'index.js')).href);
}
