import { useCallback, useMemo, useState, useEffect } from 'react';
import { type ChosenFile, droppedFiles } from '../ui/chosen-files.ts';
import { Brand } from '../ui/Brand.tsx';
import { Button } from '../ui/Button.tsx';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { Screen } from './Screen.tsx';
import { NavigationContext, type Navigation, type Route } from '../program/navigation.ts';
import { useProgram } from '../program/program.ts';
import { RefreshingContext } from '../program/refreshing.ts';
import { WhoseRecord } from './WhoseRecord.tsx';
import { useRefreshWatch } from './use-refresh-watch.ts';

const places: readonly { readonly route: Route; readonly name: string; readonly icon: IconName }[] =
  [
    { route: { screen: 'overview' }, name: 'Overview', icon: 'home' },
    { route: { screen: 'record' }, name: 'Record', icon: 'record' },
    { route: { screen: 'add' }, name: 'Add records', icon: 'add' },
    { route: { screen: 'summary' }, name: 'Make a summary', icon: 'summary' },
    { route: { screen: 'share-log' }, name: 'Share log', icon: 'shares' },
    { route: { screen: 'check' }, name: 'Check a summary', icon: 'check' },
    { route: { screen: 'settings' }, name: 'Settings', icon: 'settings' },
  ];

/** Screens that belong to a place of the navigation without being its first one. */
const within: Readonly<Partial<Record<Route['screen'], Route['screen']>>> = {
  entry: 'record',
  source: 'overview',
  share: 'summary',
  request: 'add',
  recovery: 'overview',
  mend: 'overview',
};

/** The open record: the places on the side, the lock always in reach, one screen. */
export function Shell() {
  const { lock } = useProgram();
  const [route, setRoute] = useState<Route>({ screen: 'overview' });
  // Counts the visits, so that choosing the present place again begins it anew.
  const [visit, setVisit] = useState(0);
  const [busy, setBusy] = useState(false);
  const navigation = useMemo<Navigation>(
    () => ({
      go: (next) => {
        setRoute(next);
        setVisit((count) => count + 1);
      },
      stay: setBusy,
    }),
    [],
  );
  const refreshing = useRefreshWatch();
  const takeDropped = useCallback(
    (dropped: readonly ChosenFile[]) => {
      if (!busy) navigation.go({ screen: 'add', dropped });
    },
    [busy, navigation],
  );
  useWindowDrop(takeDropped);
  const here = within[route.screen] ?? route.screen;
  return (
    <NavigationContext value={navigation}>
      <RefreshingContext value={refreshing}>
        <a className="nhsuk-skip-link" href="#main">
          Skip to main content
        </a>
        <div className="phr-shell">
          <header className="phr-side">
            <div className="phr-side__top">
              <Brand />
              <WhoseRecord version={visit} />
              <nav className="phr-nav" aria-label="Main">
                <ul>
                  {places.map((place) => (
                    <li key={place.name}>
                      <button
                        type="button"
                        className="phr-nav__item"
                        disabled={busy}
                        {...(place.route.screen === here ? { 'aria-current': 'page' } : {})}
                        onClick={() => {
                          navigation.go(place.route);
                        }}
                      >
                        <Icon name={place.icon} />
                        {place.name}
                      </button>
                    </li>
                  ))}
                </ul>
              </nav>
              <Button kind="secondary" small className="phr-lock-button" onClick={lock}>
                <Icon name="lock" size={20} /> Lock now
              </Button>
            </div>
          </header>
          <main className="phr-main" id="main" tabIndex={-1}>
            <Screen key={visit} route={route} />
          </main>
        </div>
      </RefreshingContext>
    </NavigationContext>
  );
}

/** Takes files that are dropped anywhere on the window; a place of its own for them stops the event before. */
function useWindowDrop(onFiles: (files: readonly ChosenFile[]) => void): void {
  useEffect(() => {
    const drop = (event: DragEvent): void => {
      if (event.dataTransfer === null) return;
      event.preventDefault();
      // A folder that this person may not read leads to the screen where files are chosen, with none of them.
      void droppedFiles(event.dataTransfer)
        .catch(() => [])
        .then(onFiles);
    };
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('drop', drop);
    };
  }, [onFiles]);
}
