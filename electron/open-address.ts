import { AppError } from '../shared/base/error.ts';
import { safeAddress } from '../shared/base/web-address.ts';

/**
 * The one way to the system's browser. The system would hand any other address to whichever program answers to its
 * scheme, with what it carries.
 * @param open Electron's `shell.openExternal`
 * @throws unsafe-address
 */
export function browserOpener(
  open: (address: string) => Promise<void>,
): (address: string) => Promise<void> {
  return async (address) => {
    const safe = safeAddress(address);
    if (safe === undefined) throw new AppError('unsafe-address');
    await open(safe);
  };
}
