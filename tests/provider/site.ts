import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors } from 'oidc-provider';
import type { Account } from './accounts.ts';
import { operationOutcome, send, type Answer } from './answer.ts';
import { answerFhir, type FhirApi } from './fhir-api.ts';
import { hangUp, type Asked, type Conduct } from './manners.ts';
import type { House } from './houses.ts';
import type { Links } from './links.ts';
import {
  accessOfBearer,
  makeOauth,
  oauthAddresses,
  takesReturn,
  withConsentPrompt,
} from './oauth.ts';
import { answerInteraction } from './pages/interaction.ts';
import { page } from './pages/page.ts';
import type { RecordStore } from './store.ts';

export interface SiteOptions {
  readonly origin: string;
  readonly fhirBaseUrl: string;
  readonly store: RecordStore;
  readonly accounts: readonly Account[];
  readonly isOpen: boolean;
  readonly accessTokenSeconds: number;
  readonly house: House;
  readonly links: Links;
  /** How to behave at this moment. */
  readonly conduct: () => Conduct;
}

type Responder = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Everything at the server's address: FHIR under `/fhir`, the pages of sign-in, and OAuth for the rest. */
export function makeSite(options: SiteOptions): Responder {
  const { origin, fhirBaseUrl, store, accounts, isOpen, conduct, house } = options;
  const oauth = isOpen ? undefined : makeOauth({ ...options, issuer: origin });
  const api: FhirApi = {
    fhirBaseUrl,
    store,
    oauth: isOpen ? undefined : oauthAddresses(origin, house),
    now: () => new Date(),
    house,
    accessOf: async (request) =>
      oauth && accessOfBearer(oauth, request, { conduct: conduct(), house }),
    spoil: (searchset) => conduct().page(searchset),
    ignoresPatient: () => conduct().ignoresPatient(),
  };
  const answerOauth = oauth?.callback();

  const answerFhirRequest = async (
    request: IncomingMessage,
    response: ServerResponse,
    asked: Asked,
  ): Promise<void> => {
    const answer = await answerFhir(api, request, new URL(request.url ?? '', origin));
    send(response, conduct().after(answer, asked));
  };

  const answer: Responder = async (request, response) => {
    const asked = { method: request.method ?? '', path: pathOf(request) };
    const instead = await conduct().instead(asked);
    if (instead === hangUp) request.socket.destroy();
    else if (instead) send(response, instead);
    else if (/^\/fhir(\/|$)/.test(asked.path)) await answerFhirRequest(request, response, asked);
    else if (asked.path.startsWith('/shl/')) {
      send(response, await options.links.answer(request, asked.path));
    } else if (oauth && asked.path.startsWith('/interaction/')) {
      await answerInteraction(oauth, { accounts, house }, request, response);
    } else if (asked.path === '/') send(response, frontPage(fhirBaseUrl, isOpen));
    else if (asked.path.startsWith('/portal')) send(response, portalPage());
    else if (isStrangeReturn(options, request)) send(response, strangeReturnPage());
    else if (answerOauth) {
      request.url = withConsentPrompt(request.url ?? '');
      await answerOauth(request, response);
    } else send(response, operationOutcome(404, 'not-found', 'there is nothing at this address'));
  };
  return async (request, response) => {
    try {
      await answer(request, response);
    } catch (fault) {
      if (response.headersSent) response.destroy();
      else send(response, answerToFault(fault));
    }
  };
}

/** An interaction that has ended is the visitor's fault; anything else is this server's own. */
function answerToFault(fault: unknown): Answer {
  if (fault instanceof errors.OIDCProviderError) {
    return page('Please start again', '<p>This sign-in has ended.</p>', fault.statusCode);
  }
  return operationOutcome(500, 'exception', 'this server has a fault of its own');
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').replace(/\?.*$/s, '');
}

/** A browser is never sent to an address that is not on file: the person sees a page instead. @see RFC 6749 section 4.1.2.1 */
function isStrangeReturn(options: SiteOptions, request: IncomingMessage): boolean {
  const url = new URL(request.url ?? '', options.origin);
  if (url.pathname !== '/authorize') return false;
  return !takesReturn(options, url.searchParams.get('redirect_uri') ?? '');
}

function strangeReturnPage(): Answer {
  return page('We cannot sign you in', '<p>The app’s return address is not on file.</p>', 400);
}

/** What a patient has a bookmark of, and types as the address. */
function portalPage(): Answer {
  return page('MyNorthgate', '<p>Sign in to see your appointments, results and letters.</p>');
}

function frontPage(fhirBaseUrl: string, isOpen: boolean): Answer {
  const signIn = isOpen ? 'No sign-in is needed.' : 'Sign-in is SMART on FHIR.';
  return page(
    'A test provider',
    `<p>The FHIR address is <code>${fhirBaseUrl}</code>. ${signIn}</p>`,
  );
}
