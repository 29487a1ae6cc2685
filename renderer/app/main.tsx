import { createRoot } from 'react-dom/client';
import type { MainEvent } from '../../shared/ipc/app.ts';
import type { MainBridge } from '../vault/api/vault-api.ts';
import { startVault } from '../vault/client.ts';
import '../ui/fonts.css';
import '../ui/styles.scss';
import '../ui/summary-document.css';
import '../ui/letter.css';
import { App } from './App.tsx';
import { restoreTextSize } from '../program/text-size.ts';

declare global {
  interface Window {
    /** What the preload script offers: one way to ask the main process, one way to be told. */
    readonly phr: {
      readonly invoke: MainBridge;
      readonly onEvent: (callback: (event: MainEvent) => void) => () => void;
    };
  }
}

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place to draw in');

// A file that misses its drop zone must not replace the program.
for (const kind of ['dragover', 'drop'] as const) {
  window.addEventListener(kind, (event) => {
    event.preventDefault();
  });
}

restoreTextSize();
const { invoke, onEvent } = window.phr;
createRoot(root).render(<App vault={startVault(invoke)} main={invoke} onEvent={onEvent} />);
