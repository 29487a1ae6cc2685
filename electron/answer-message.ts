import { AppError } from '../shared/base/error.ts';
import { failed, resultOf, type Result } from '../shared/base/result.ts';
import { contract, type Channel, type Input, type Output } from '../shared/ipc/contract.ts';

/** One handler for each channel: a forgotten one does not compile. */
export type Handlers = {
  readonly [C in Channel]: (input: Input<C>) => Promise<Output<C>> | Output<C>;
};

/** Parses what a page sent and asks the handler. Errors become codes; their details stay here. */
export async function answerMessage<C extends Channel>(
  channel: C,
  message: unknown,
  handlers: Handlers,
): Promise<Result<Output<C>>> {
  const parsed = contract[channel].input.safeParse(message);
  if (!parsed.success) return failed(new AppError('message-invalid', { where: channel }));
  // The schema of this channel has parsed it; the compiler cannot join the two by the channel's name.
  return resultOf(() => handlers[channel](parsed.data as Input<C>));
}
