import { useEffect, useMemo, useState } from 'react';
import type { MainEvent } from '../../shared/ipc/app.ts';
import type { MainBridge } from '../vault/api/vault-api.ts';
import type { VaultClient } from '../vault/client.ts';
import { LockGate } from './LockGate.tsx';
import { ProgramContext, type Program } from '../program/program.ts';
import { useCopies } from './use-copies.ts';
import { useIdleLock } from './use-idle-lock.ts';

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

  useIdleLock(vault, program.lock);
  useCopies(main);

  return <ProgramContext value={program}>{locked ? null : <LockGate />}</ProgramContext>;
}
