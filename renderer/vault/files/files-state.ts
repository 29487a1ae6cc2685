import type { LinkFiles } from './open-link.ts';

/** The taking in of files, while it runs, and what was behind a SMART Health Link, until it is taken in. */
export type FilesState = { adding: AbortController | undefined; link: LinkFiles | undefined };

export function newFilesState(): FilesState {
  return { adding: undefined, link: undefined };
}
