import { createContext, use } from 'react';
import type { MainBridge, VaultCalls } from '../vault/api/vault-api.ts';

/** The vault as a screen may ask it. */
export type Vault = VaultCalls;

/** What the screens can do: ask the vault, ask the main process, lock. */
export type Program = {
  readonly vault: Vault;
  readonly main: MainBridge;
  /** Ends the vault's worker, and with it every key and every opened entry. */
  readonly lock: () => void;
};

export const ProgramContext = createContext<Program | undefined>(undefined);

/** @throws Error outside of `ProgramContext` */
export function useProgram(): Program {
  const program = use(ProgramContext);
  if (program === undefined) throw new Error('useProgram needs a ProgramContext around it');
  return program;
}
