import { useEffect, useMemo, useState } from 'react';
import type { MainEvent } from '../../shared/ipc/app.ts';
import type { MainBridge } from '../vault/api/vault-api.ts';
import type { Stopped, VaultClient } from '../vault/client.ts';
import { ProgramContext, type Program } from '../program/program.ts';
import { DrawingBoundary } from '../ui/DrawingBoundary.tsx';
import { useIdleLock } from './use-idle-lock.ts';
import { Shell } from './Shell.tsx';
import { Entrance } from './gate/Entrance.tsx';
import { StoppedScreen } from './gate/StoppedScreen.tsx';

export type AppProps = {
  readonly vault: VaultClient;
  readonly main: MainBridge;
  /** Calls back at each event of the main process; answers how to stop. */
  readonly onEvent: (callback: (event: MainEvent) => void) => () => void;
};

/**
 * The whole program. A lock ends the worker and clears the screen at once; then main puts a fresh page in the place
 * of this one, so that nothing that was read or typed here outlives it.
 */
export function App({ vault, main, onEvent }: AppProps) {
  const [locked, setLocked] = useState(false);
  const [stopped, setStopped] = useState<Stopped>();
  const program = useMemo<Program>(
    () => ({
      vault,
      main,
      lock: () => {
        vault.lock();
        setLocked(true);
        void main('app:locked', {}).then((answer) => {
          if (!answer.ok) setLocked(false); // no fresh page came: the gate of this one has to do
        });
      },
    }),
    [vault, main],
  );

  useEffect(() => {
    const reactions: Record<MainEvent, () => void> = { lock: program.lock };
    return onEvent((event) => {
      reactions[event]();
    });
  }, [onEvent, program]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'l') return;
      event.preventDefault();
      program.lock();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [program]);

  useEffect(() => vault.onStopped(setStopped), [vault]);

  const isLockNear = useIdleLock(vault, program.lock);
  useCopies(main);

  return (
    <ProgramContext value={program}>
      <DrawingBoundary advice="Your record is safe. Close the program and open it again.">
        {!locked && stopped === undefined && <LockGate />}
        {!locked && stopped !== undefined && (
          <StoppedScreen stopped={stopped} onLeave={program.lock} />
        )}
        <div className="phr-lock-near" role="status">
          {isLockNear &&
            !locked &&
            'This record is about to lock. Move the mouse or press a key to keep it open.'}
        </div>
      </DrawingBoundary>
    </ProgramContext>
  );
}

/** Nothing of the record is drawn before it is open. */
function LockGate() {
  const [open, setOpen] = useState(false);
  if (open) return <Shell />;
  return (
    <Entrance
      onOpen={() => {
        setOpen(true);
      }}
    />
  );
}

/** Tells main whenever text is copied or cut, so that it is not left on the clipboard. */
function useCopies(main: MainBridge): void {
  useEffect(() => {
    const tell = () => void main('clipboard:copied', {});
    for (const kind of ['copy', 'cut'] as const) document.addEventListener(kind, tell);
    return () => {
      for (const kind of ['copy', 'cut'] as const) document.removeEventListener(kind, tell);
    };
  }, [main]);
}
