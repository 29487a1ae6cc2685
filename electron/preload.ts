import { contextBridge, ipcRenderer } from 'electron';
import type { MainEvent } from '../shared/ipc/app.ts';
import type { Channel, Input, Output } from '../shared/ipc/contract.ts';
import type { Result } from '../shared/base/result.ts';
import { eventChannel, isChannel, isMainEvent } from './channels.ts';

/** What the page finds as `window.phr`: one way to ask main, one way to be told. */
export type Bridge = {
  readonly invoke: <C extends Channel>(channel: C, input: Input<C>) => Promise<Result<Output<C>>>;
  /** Calls back at each event of main; answers how to stop. */
  readonly onEvent: (callback: (event: MainEvent) => void) => () => void;
};

const bridge: Bridge = {
  invoke: async (channel, input) => {
    if (!isChannel(channel)) return { ok: false, code: 'message-invalid' };
    // Main answers a Result of this channel's output: its handlers are typed by the same contract.
    return (await ipcRenderer.invoke(channel, input)) as never;
  },
  onEvent: (callback) => {
    const listener = (_event: unknown, message: unknown): void => {
      if (isMainEvent(message)) callback(message);
    };
    ipcRenderer.on(eventChannel, listener);
    return () => {
      ipcRenderer.removeListener(eventChannel, listener);
    };
  },
};

contextBridge.exposeInMainWorld('phr', bridge);
