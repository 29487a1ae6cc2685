import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether Chromium keeps the program's IndexedDB in SQLite here: a folder that is called after the page's origin, with one
 * file a database. Asked before the program is ready, when nothing can be waited for.
 */
export function hasSqliteStore(profile: string): boolean {
  return existsSync(join(profile, 'IndexedDB', 'app_phr_0'));
}
