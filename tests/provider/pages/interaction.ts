import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { InteractionResults, Provider } from 'oidc-provider';
import type { Account } from '../accounts.ts';
import { send } from '../answer.ts';
import type { House } from '../houses.ts';
import { consentPage } from './consent.ts';
import { signInPage } from './sign-in.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** Shows the sign-in or consent page, and takes what was entered in it. @throws SessionNotFound */
export async function answerInteraction(
  provider: Provider,
  { accounts, house }: { readonly accounts: readonly Account[]; readonly house: House },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const interaction = await provider.interactionDetails(request, response);
  const entered = request.method === 'POST' ? new URLSearchParams(await text(request)) : undefined;
  const finish = (result: InteractionResults): Promise<void> =>
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });

  if (interaction.prompt.name === 'login') {
    const account = accounts.find(
      ({ username, password }) =>
        username === entered?.get('username') && password === entered.get('password'),
    );
    if (account) return finish({ login: { accountId: account.patient } });
    send(response, signInPage(accounts, entered !== undefined));
    return;
  }
  const action = entered?.get('action');
  if (action === 'allow') {
    return finish({ consent: { grantId: await saveGrant(provider, interaction, house) } });
  }
  if (action === 'refuse') {
    return finish({ error: 'access_denied', error_description: 'the patient refused' });
  }
  send(response, await consentPageOf(provider, accounts, interaction));
}

async function consentPageOf(
  provider: Provider,
  accounts: readonly Account[],
  interaction: Interaction,
) {
  const client = await provider.Client.find(clientIdOf(interaction));
  const account = accounts.find(({ patient }) => patient === interaction.session?.accountId);
  const name = client?.clientName ?? clientIdOf(interaction);
  return consentPage(name, account?.name ?? '', askedScopes(interaction));
}

async function saveGrant(
  provider: Provider,
  interaction: Interaction,
  { refuses = [] }: House,
): Promise<string> {
  const accountId = interaction.session?.accountId;
  const known =
    interaction.grantId === undefined ? undefined : await provider.Grant.find(interaction.grantId);
  const grant =
    known ??
    new provider.Grant({
      clientId: clientIdOf(interaction),
      ...(accountId !== undefined && { accountId }),
    });
  const asked = askedScopes(interaction);
  grant.addOIDCScope(asked.filter((scope) => !refuses.includes(scope)).join(' '));
  grant.rejectOIDCScope(asked.filter((scope) => refuses.includes(scope)).join(' '));
  return grant.save();
}

function clientIdOf({ params }: Interaction): string {
  return String(params['client_id']);
}

function askedScopes({ params }: Interaction): string[] {
  return String(params['scope']).split(' ');
}
