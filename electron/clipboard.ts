import { createHmac, randomBytes } from 'node:crypto';

/** What is used of Electron's clipboard. `selection` is the second one of Linux, pasted by the middle button. */
export type Clipboard = {
  readText(kind?: 'clipboard' | 'selection'): string | Promise<string>;
  clear(kind?: 'clipboard' | 'selection'): unknown;
};

export type ClipboardGuard = {
  /** The page copied or cut: what lies on the clipboard a moment later is ours, for a minute. */
  readonly copied: () => void;
  /** Whether something of ours may still lie there. */
  readonly holds: () => boolean;
  /** Takes it away now, where it is still there. */
  readonly clear: () => Promise<void>;
  /** The same where its minute is over: timers stand still while a computer sleeps. */
  readonly clearIfDue: () => Promise<void>;
};

/** Until the page's text has reached the system's clipboard. */
const settleMs = 200;
const keptMs = 60_000;
const kinds = ['clipboard', 'selection'] as const;

/**
 * Clears copied text from the clipboard after a minute, unless somebody copied something else meanwhile.
 * Only a keyed hash of it is remembered, under a key of this run.
 */
export function guardClipboard(clipboard: Clipboard, now: () => number): ClipboardGuard {
  const key = randomBytes(32);
  const markOf = (text: string): string => createHmac('sha256', key).update(text).digest('hex');
  let ours: { readonly mark: string; readonly until: number } | undefined;
  let settling = false;
  let timer: NodeJS.Timeout | undefined;

  const remember = async (): Promise<void> => {
    settling = false;
    const text = await clipboard.readText();
    ours = text === '' ? undefined : { mark: markOf(text), until: now() + keptMs };
    timer = setTimeout(() => void clear(), keptMs);
  };
  const clear = async (): Promise<void> => {
    clearTimeout(timer);
    if (settling) await remember();
    clearTimeout(timer);
    const mark = ours?.mark;
    ours = undefined;
    if (mark === undefined) return;
    for (const kind of kinds) {
      if (markOf(await clipboard.readText(kind)) === mark) clipboard.clear(kind);
    }
  };
  return {
    copied() {
      clearTimeout(timer);
      settling = true;
      timer = setTimeout(() => void remember(), settleMs);
    },
    holds: () => settling || ours !== undefined,
    clear,
    async clearIfDue() {
      if (ours !== undefined && now() >= ours.until) await clear();
    },
  };
}
