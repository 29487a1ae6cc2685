import { AppError } from '../../shared/base/error.ts';
import { isOnThisComputer } from '../../shared/base/web-address.ts';

/** What is said where `service` names an address that may not be asked or opened. */
export function unsafeAddress(named: string, service: string): AppError {
  const { protocol, username, password } = new URL(named);
  const isPlain = protocol === 'http:' && username === '' && password === '';
  const code = isPlain && !isOnThisComputer(named) ? 'server-not-encrypted' : 'unsafe-address';
  return new AppError(code, { where: new URL(service).host });
}
