import { usualReturnAddresses } from '../../../shared/ipc/access.ts';
import type { Option } from '../../ui/Choice.tsx';
import type { KnownSignIn, SignInSettings } from '../../vault/api/sources.ts';

export type ReturnKind = 'any-port' | 'addresses' | 'page';

/** What stands in the form, as typed. */
export type AdvancedAnswers = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly returnKind: ReturnKind;
  readonly addresses: string;
  readonly page: string;
};

export const returnKinds: readonly Option<ReturnKind>[] = [
  {
    value: 'any-port',
    label: 'In the usual way',
    hint: 'To this computer. Choose this if the service said nothing.',
  },
  {
    value: 'addresses',
    label: 'To certain addresses on this computer',
    hint: 'The service has them on file. They begin with http://localhost or http://127.0.0.1.',
  },
  {
    value: 'page',
    label: 'By way of a page on the web',
    hint: 'For services that only take addresses that begin with https.',
  },
];

/** What the form begins with: what was said the last time, and the usual addresses. */
export function answersOf({ clientId = '', returnWay }: KnownSignIn): AdvancedAnswers {
  const addresses =
    returnWay?.kind === 'addresses' ? returnWay.addresses : [...usualReturnAddresses];
  return {
    clientId,
    clientSecret: '',
    returnKind: returnWay?.kind ?? 'any-port',
    addresses: addresses.join(' '),
    page: returnWay?.kind === 'page' ? returnWay.address : '',
  };
}

/** What is wrong with the answers, by field. */
export function faultsOf(
  answers: AdvancedAnswers,
): Partial<Record<'clientId' | 'addresses' | 'page', string>> {
  const addresses = separate(answers.addresses);
  const isOnComputer = addresses.length > 0 && addresses.every((one) => onComputer.test(one));
  const isSafePage = URL.canParse(answers.page) && new URL(answers.page).protocol === 'https:';
  return {
    ...(answers.clientSecret !== '' && answers.clientId.trim() === ''
      ? { clientId: 'A secret goes with a client ID. Type both.' }
      : {}),
    ...(answers.returnKind === 'addresses' && !isOnComputer
      ? { addresses: 'Each begins with http://localhost: or http://127.0.0.1: and a port number.' }
      : {}),
    ...(answers.returnKind === 'page' && !isSafePage
      ? { page: 'Type the whole address. It begins with https.' }
      : {}),
  };
}

/** The answers as settings, where nothing is wrong with them. */
export function settingsOf(answers: AdvancedAnswers): SignInSettings {
  const clientId = answers.clientId.trim();
  const clientSecret = answers.clientSecret.trim();
  return {
    ...(clientId === ''
      ? {}
      : { client: { clientId, ...(clientSecret === '' ? {} : { clientSecret }) } }),
    ...(answers.returnKind === 'addresses'
      ? { returnWay: { kind: 'addresses', addresses: separate(answers.addresses) } }
      : {}),
    ...(answers.returnKind === 'page'
      ? { returnWay: { kind: 'page', address: answers.page.trim() } }
      : {}),
  };
}

const onComputer = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):[1-9]\d{1,4}(\/[\w/.~-]*)?$/;

function separate(typed: string): string[] {
  return typed.split(/[\s,;]+/).filter((one) => one !== '');
}
