import type { CommandLine } from 'electron';

const unwanted = [
  'AutofillServerCommunication',
  'MediaRouter',
  'OptimizationHints',
  'SpareRendererForSitePerProcess',
  'Translate',
];
/** What makes Chromium put IndexedDB into SQLite. It deletes a store of the other kind, unread (decision 13). */
const otherStore = ['IdbSqliteBackingStore', 'IdbSqliteOnDiskRollout'];

/**
 * Switches the browser's own traces and calls home off: caches on disk, crash reports, background requests; and keeps
 * IndexedDB in the kind of store that it is in. Must run before the app is ready.
 */
export function setSwitches(
  commandLine: Pick<CommandLine, 'appendSwitch' | 'getSwitchValue'>,
  { hasSqliteStore }: { readonly hasSqliteStore: boolean },
): void {
  for (const name of [
    'disable-http-cache',
    'disable-gpu-shader-disk-cache',
    'disable-breakpad',
    // The page before a lock must not be kept to go back to.
    'disable-back-forward-cache',
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-sync',
    'no-pings',
    'no-default-browser-check',
  ]) {
    commandLine.appendSwitch(name);
  }
  // One switch holds all: a second one of this name would take the place of the first.
  const given = commandLine.getSwitchValue('disable-features').split(',');
  const off = [...given, ...unwanted, ...(hasSqliteStore ? [] : otherStore)];
  commandLine.appendSwitch('disable-features', [...new Set(off)].filter(Boolean).join());
}
