import { resultOf, type Result } from '../../../shared/base/result.ts';
import { wholeVault } from '../open-vault/open-vault.ts';
import type { Session } from '../session.ts';

type Call = (...given: never[]) => Promise<Result<unknown>>;

/**
 * The same calls, each of which waits until the entries of the open vault are open: the first screen is shown before.
 * Where they cannot be opened, that is the answer. Without an open vault there is nothing to wait for.
 */
export function whenWhole<C extends Readonly<Record<string, Call>>>(session: Session, calls: C): C {
  const waiting = Object.entries(calls).map(([name, call]) => {
    const wait: Call = async (...given) => {
      const { vault } = session;
      const opened = await resultOf(() => (vault === undefined ? undefined : wholeVault(vault)));
      return opened.ok ? call(...given) : opened;
    };
    return [name, wait];
  });
  return Object.fromEntries(waiting) as C; // the same names, and each gives on what its call answers
}
