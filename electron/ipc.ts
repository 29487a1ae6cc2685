import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { AppError } from '../shared/base/error.ts';
import { failed, resultOf, type Result } from '../shared/base/result.ts';
import { contract, type Channel, type Input, type Output } from '../shared/ipc/contract.ts';

/** One handler for each channel: a forgotten one does not compile. */
export type Handlers = {
  readonly [C in Channel]: (input: Input<C>) => Promise<Output<C>> | Output<C>;
};

/**
 * Answers the page's questions. `isOurs` says whether a message comes from our own page's main frame;
 * anything else, and any input that is not as agreed, is answered with `message-invalid` and reaches no handler.
 */
export function serve(handlers: Handlers, isOurs: (event: IpcMainInvokeEvent) => boolean): void {
  // Object.keys gives strings; these are the contract's own keys.
  for (const channel of Object.keys(contract) as Channel[]) {
    ipcMain.handle(channel, (event, input: unknown) =>
      isOurs(event) ? answerTo(channel, input, handlers) : failed(new AppError('message-invalid')),
    );
  }
}

/** Parses the input and asks the handler. Errors become codes; their details stay here. */
export async function answerTo<C extends Channel>(
  channel: C,
  input: unknown,
  handlers: Handlers,
): Promise<Result<Output<C>>> {
  const parsed = contract[channel].safeParse(input);
  if (!parsed.success) return failed(new AppError('message-invalid', { where: channel }));
  // The schema of this channel has parsed it; the compiler cannot join the two by the channel's name.
  return resultOf(() => handlers[channel](parsed.data as Input<C>));
}
