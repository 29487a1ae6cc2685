import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { AppError } from '../shared/base/error.ts';
import { failed } from '../shared/base/result.ts';
import { contract, type Channel } from '../shared/ipc/contract.ts';
import { answerMessage, type Handlers } from './answer-message.ts';

/**
 * Answers the page's questions. `isOurs` says whether a message comes from our own page's main frame;
 * anything else, and any input that is not as agreed, is answered with `message-invalid` and reaches no handler.
 */
export function serve(handlers: Handlers, isOurs: (event: IpcMainInvokeEvent) => boolean): void {
  // Object.keys gives strings; these are the contract's own keys.
  for (const channel of Object.keys(contract) as Channel[]) {
    ipcMain.handle(channel, (event, message: unknown) =>
      isOurs(event)
        ? answerMessage(channel, message, handlers)
        : failed(new AppError('message-invalid')),
    );
  }
}
