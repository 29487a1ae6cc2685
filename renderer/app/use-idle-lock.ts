import { useEffect, useState } from 'react';
import type { VaultClient } from '../vault/client.ts';
import { watchIdle } from './idle-lock.ts';

const lookEveryMs = 5000;
/** A worker that says nothing for this long is not asked any more: the record locks. */
const patienceMs = 10_000;

const touches = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;

/** Locks when nobody has used the window for as long as the person has set. Answers whether that is near. */
export function useIdleLock(vault: VaultClient, lock: () => void): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const idle = watchIdle({
      now: () => ({ wall: Date.now(), steady: performance.now() }),
      limit: () => answered(limitOf(vault), 0),
      busy: async () => vault.working() || (await answered(isBackingUp(vault), false)),
      lock,
      near: setNear,
    });
    const look = () => void idle.look();
    const moved = aMove();
    const touched = (event: Event) => {
      if (!(event instanceof PointerEvent) || moved(event)) void idle.touched();
    };
    const timer = window.setInterval(look, lookEveryMs);
    const options = { capture: true, passive: true };
    for (const touch of touches) window.addEventListener(touch, touched, options);
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.clearInterval(timer);
      for (const touch of touches) window.removeEventListener(touch, touched, options);
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [vault, lock]);
  return isNear;
}

/** Tells a person's pointer from one that lies still: Chromium reports that one too, when what is under it changes. */
function aMove(): (event: PointerEvent) => boolean {
  let before = '';
  return (event) => {
    const here = `${String(event.screenX)} ${String(event.screenY)}`;
    const moved = event.type !== 'pointermove' || here !== before;
    before = here;
    return moved;
  };
}

async function limitOf(vault: VaultClient): Promise<number | undefined> {
  const settings = await vault.settings();
  return settings.ok ? settings.value.lockAfterMinutes * 60_000 : undefined;
}

async function isBackingUp(vault: VaultClient): Promise<boolean> {
  const backups = await vault.backups();
  return backups.ok && backups.value.running;
}

function answered<T, F>(asked: Promise<T>, otherwise: F): Promise<T | F> {
  return Promise.race([
    asked,
    new Promise<F>((resolve) => {
      setTimeout(() => {
        resolve(otherwise);
      }, patienceMs);
    }),
  ]);
}
