import { AppError } from '../../shared/base/error.ts';
import type { HttpAnswer } from './http.ts';

/** "No Content": no answer to a search, which has a Bundle at the least, and no fault either. @see RFC 9110 section 15.3.5 */
export const noContent = 204;

/** The server says no. The status rides along, because 400 and 404 mean different things to a caller. */
export class RefusedError extends AppError {
  readonly status: number;
  constructor(status: number, where: string) {
    super('server-refused', { where });
    this.status = status;
  }
}

/** The server asks for patience, and may say how much. */
export class BusyError extends AppError {
  readonly headers: Headers;
  constructor(headers: Headers, where: string) {
    super('server-busy', { where });
    this.headers = headers;
  }
}

/** @throws server-busy for 429 and 503, server-broken for other 5xx, server-refused for the rest below 200 or above 299 */
export function refuseUnlessOk({ status, headers, url }: HttpAnswer): void {
  const where = new URL(url).host;
  if (status === 429 || status === 503) throw new BusyError(headers, where);
  if (status >= 500) throw new AppError('server-broken', { where });
  if (status < 200 || status > 299) throw new RefusedError(status, where);
}
