import { useEffect } from 'react';
import type { MainBridge } from '../vault/api/vault-api.ts';

/** Tells main whenever text is copied or cut, so that it is not left on the clipboard. */
export function useCopies(main: MainBridge): void {
  useEffect(() => {
    const tell = () => void main('clipboard:copied', {});
    for (const kind of ['copy', 'cut'] as const) document.addEventListener(kind, tell);
    return () => {
      for (const kind of ['copy', 'cut'] as const) document.removeEventListener(kind, tell);
    };
  }, [main]);
}
