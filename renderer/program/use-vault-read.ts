import { useEffect, useState } from 'react';
import { failed, type Result } from '../../shared/base/result.ts';
import type { Problem } from './problem.ts';
import { useProgram, type Vault } from './program.ts';

export type VaultRead<T> =
  | { readonly state: 'reading'; readonly value?: T }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly problem: Problem };

/**
 * What the vault answers to `read`, asked again whenever `read` is another function (memoise it) or `version` changes.
 * While the next answer is on its way, the last one stays to be shown.
 */
export function useVaultRead<T>(
  read: (vault: Vault) => Promise<Result<T>>,
  version = 0,
): VaultRead<T> {
  const { vault } = useProgram();
  const [answer, setAnswer] = useState<VaultRead<T>>({ state: 'reading' });
  useEffect(() => {
    let wanted = true;
    void read(vault)
      .catch(failed)
      .then((result) => {
        if (!wanted) return;
        setAnswer(
          result.ok
            ? { state: 'ready', value: result.value }
            : { state: 'failed', problem: result },
        );
      });
    return () => {
      wanted = false;
    };
  }, [read, vault, version]);
  return answer;
}
