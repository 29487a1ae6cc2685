import type { CommandLine } from 'electron';

/**
 * Switches the browser's own traces and calls home off: caches on disk, crash reports, background requests.
 * Must run before the app is ready.
 */
export function switchOffTraces(commandLine: CommandLine): void {
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
  commandLine.appendSwitch(
    'disable-features',
    'AutofillServerCommunication,MediaRouter,OptimizationHints,SpareRendererForSitePerProcess,Translate',
  );
}
