import { useEffect, useMemo, useState } from 'react';
import type { Refreshing } from '../vault/api-sources.ts';
import { useProgram } from './program.ts';
import type { RefreshState } from './refreshing.ts';

const lookEveryMs = 2000;

/** Asks the vault from time to time whether something is fetched by itself. */
export function useRefreshWatch(): RefreshState {
  const { vault } = useProgram();
  const [now, setNow] = useState<Refreshing>();
  const [ended, setEnded] = useState(0);
  useEffect(() => {
    let before: Refreshing | null = null;
    const look = async () => {
      const answer = await vault.refreshing();
      const found = answer.ok ? answer.value : null;
      if (before !== null && found?.source !== before.source) setEnded((count) => count + 1);
      before = found;
      setNow(found ?? undefined);
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
