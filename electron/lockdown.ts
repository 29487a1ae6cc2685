import type { App, Session, WebContents } from 'electron';

/** Denies every page what no page of ours needs: to go elsewhere, open windows, embed pages. */
export function denyNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    holdInPlace(contents);
  });
}

function holdInPlace(contents: WebContents): void {
  const deny = (event: { preventDefault: () => void }): void => {
    event.preventDefault();
  };
  contents.on('will-navigate', deny);
  contents.on('will-frame-navigate', deny);
  contents.on('will-redirect', deny);
  contents.on('will-attach-webview', deny);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Denies every permission, every device, every download, and every request that is not to the program itself. */
export function closeSession(session: Session, ...ownOrigins: readonly string[]): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => {
    decide(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    decide({ cancel: !isOwn(url, ownOrigins) });
  });
}

/** Our own files, and what a page makes in memory. Developer tools, where they are open, load their own. */
function isOwn(url: string, ownOrigins: readonly string[]): boolean {
  const own = ownOrigins.flatMap((origin) => [`${origin}/`, `blob:${origin}/`]);
  return [...own, 'data:', 'devtools:'].some((start) => url.startsWith(start));
}
