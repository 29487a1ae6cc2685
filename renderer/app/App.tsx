import { useEffect, useMemo, useState } from 'react';
import type { MainEvent } from '../../shared/ipc/contract.ts';
import type { MainBridge } from '../vault/api.ts';
import type { VaultClient } from '../vault/client.ts';
import { LockGate } from './LockGate.tsx';
import { ProgramContext, type Program } from './program.ts';

export type AppProps = {
  readonly vault: VaultClient;
  readonly main: MainBridge;
  /** Calls back at each event of the main process; answers how to stop. */
  readonly onEvent: (callback: (event: MainEvent) => void) => () => void;
};

/** The whole program. Locking counts up a number that all screens hang on: none of them outlives it. */
export function App({ vault, main, onEvent }: AppProps) {
  const [locks, setLocks] = useState(0);
  const program = useMemo<Program>(
    () => ({
      vault,
      main,
      lock: () => {
        vault.lock();
        setLocks((count) => count + 1);
        void main('app:locked', {});
      },
    }),
    [vault, main],
  );

  useEffect(
    () =>
      onEvent((event) => {
        if (event === 'lock') program.lock();
      }),
    [onEvent, program],
  );
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

  return (
    <ProgramContext value={program}>
      <LockGate key={locks} />
    </ProgramContext>
  );
}
