import {
  ClientSecretBasic,
  ClientSecretPost,
  None,
  type Client,
  type ClientAuth,
} from 'oauth4webapi';
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

/** What `oauth4webapi` needs to ask for tokens as this client. @see RFC 6749 section 2.3.1 */
export function oauthClient({ clientId, clientSecret, clientAuthMethod }: KnownClient): {
  readonly client: Client;
  readonly authentication: ClientAuth;
} {
  const client = { client_id: clientId };
  if (clientSecret === undefined) return { client, authentication: None() };
  return clientAuthMethod === 'client_secret_post'
    ? { client, authentication: ClientSecretPost(clientSecret) }
    : { client, authentication: ClientSecretBasic(clientSecret) };
}
