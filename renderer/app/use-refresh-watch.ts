import { useEffect, useMemo, useState } from 'react';
import type { Refreshes } from '../vault/api/sources.ts';
import { useProgram } from '../program/program.ts';
import type { RefreshState } from '../program/refreshing.ts';

const lookEveryMs = 2000;

/** Asks the vault from time to time whether something is fetched by itself. */
export function useRefreshWatch(): RefreshState {
  const { vault } = useProgram();
  const [{ now, ended }, setSeen] = useState<Refreshes>({ ended: 0 });
  useEffect(() => {
    const look = async () => {
      const answer = await vault.refreshing();
      setSeen((seen) => (answer.ok ? answer.value : { ended: seen.ended }));
    };
    const timer = window.setInterval(() => void look(), lookEveryMs);
    return () => {
      window.clearInterval(timer);
    };
  }, [vault]);
  return useMemo(
    () => ({ now, ended, pause: () => void vault.cancelDownload() }),
    [now, ended, vault],
  );
}
