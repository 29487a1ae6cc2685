import {
  ClientSecretBasic,
  ClientSecretPost,
  None,
  type Client,
  type ClientAuth,
} from 'oauth4webapi';
import { base64, utf8 } from '../../shared/base/bytes.ts';
import type { Access, ClientCredentials } from '../../shared/ipc/access.ts';
import type { SmartConfiguration } from './smart-configuration.ts';

/** This program as an authorization server knows it: the part of an access that says who asks. */
export type KnownClient = Pick<
  Extract<Access, { kind: 'token' }>,
  'clientId' | 'clientSecret' | 'clientAuthMethod'
>;

/** The client that a person pasted, with its secret shown as the server says; in the header where it says nothing. */
export function pastedClient(
  { clientId, clientSecret }: ClientCredentials,
  { tokenAuthMethods }: Pick<SmartConfiguration, 'tokenAuthMethods'>,
): KnownClient {
  if (clientSecret === undefined) return { clientId };
  const takesBasic =
    tokenAuthMethods.includes('client_secret_basic') ||
    !tokenAuthMethods.includes('client_secret_post');
  const clientAuthMethod = takesBasic ? 'client_secret_basic' : 'client_secret_post';
  return { clientId, clientSecret, clientAuthMethod };
}

/**
 * The same client with its secret shown in each way that makes sense of a server that does not know it: as asked, then
 * in the header as it is, where encoding has changed it, then in the form where the server offers that.
 */
export function waysToShow(
  known: KnownClient,
  { tokenAuthMethods }: Pick<SmartConfiguration, 'tokenAuthMethods'>,
): readonly KnownClient[] {
  const { clientId, clientSecret, clientAuthMethod } = known;
  if (clientSecret === undefined || clientAuthMethod !== 'client_secret_basic') return [known];
  const isChanged = /[^A-Za-z0-9]/.test(`${clientId}${clientSecret}`);
  const takesPost = tokenAuthMethods.includes('client_secret_post');
  return [
    known,
    ...(isChanged ? [{ ...known, clientAuthMethod: 'client_secret_basic_plain' } as const] : []),
    ...(takesPost ? [{ ...known, clientAuthMethod: 'client_secret_post' } as const] : []),
  ];
}

/** What `oauth4webapi` needs to ask for tokens as this client. @see RFC 6749 section 2.3.1 */
export function oauthClient({ clientId, clientSecret, clientAuthMethod }: KnownClient): {
  readonly client: Client;
  readonly authentication: ClientAuth;
} {
  const client = { client_id: clientId };
  if (clientSecret === undefined) return { client, authentication: None() };
  switch (clientAuthMethod) {
    case 'client_secret_post':
      return { client, authentication: ClientSecretPost(clientSecret) };
    case 'client_secret_basic_plain':
      return { client, authentication: basicAsItIs(clientSecret) };
    case 'client_secret_basic':
    case undefined:
      return { client, authentication: ClientSecretBasic(clientSecret) };
  }
}

function basicAsItIs(clientSecret: string): ClientAuth {
  return (_server, { client_id: clientId }, _body, headers) => {
    headers.set('authorization', `Basic ${base64(utf8(`${clientId}:${clientSecret}`))}`);
  };
}
