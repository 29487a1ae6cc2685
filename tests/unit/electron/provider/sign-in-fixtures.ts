import { readFhirBaseUrl } from '../../../../electron/http/fhir-base-url.ts';
import { signIn, type SignInOptions } from '../../../../electron/provider/sign-in.ts';
import type { SignIn } from '../../../../shared/ipc/provider.ts';
import { signInAsPatient } from '../../../provider/browser.ts';
import type { RunningProvider } from '../../../provider/server.ts';

export const ada = { username: 'ada', password: 'demo' };

/** Signs in as Ada, on the pages that a browser would show. */
export function signingIn(
  provider: RunningProvider,
  options: Partial<SignInOptions> = {},
): Promise<SignIn> {
  return signIn(readFhirBaseUrl(provider.fhirBaseUrl), {
    openBrowser: (url) => signInAsPatient(url, ada),
    signal: new AbortController().signal,
    now: () => new Date(),
    ...options,
  });
}
