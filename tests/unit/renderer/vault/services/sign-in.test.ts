import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../../shared/base/error.ts';
import { failed, succeeded, valueOf, type Result } from '../../../../../shared/base/result.ts';
import type { Access } from '../../../../../shared/ipc/access.ts';
import type { Channel, Input } from '../../../../../shared/ipc/contract.ts';
import type { OfferedPatient, SignIn } from '../../../../../shared/ipc/provider.ts';
import type { MainBridge, VaultApi } from '../../../../../renderer/vault/api/vault-api.ts';
import { accessOfPasted } from '../../../../../renderer/vault/services/pasted-token.ts';
import { makeVaultApi } from '../../../../../renderer/vault/calls/make-vault-api.ts';
import { hasRefusals, grantWords } from '../../../../../renderer/ui/scope-words.ts';
import { aBundle, aPatient } from '../builders.ts';
import { memoryEnvironment, memoryStores, type MemoryStores } from '../memory.ts';

const service = {
  name: 'Northgate',
  fhirBaseUrl: 'https://north.example.org/fhir',
  fhirVersion: '4.0.1',
};
const margaret: OfferedPatient = { id: 'p1', name: 'Margaret Hale', birthDate: '1951-04-02' };
const child: OfferedPatient = { id: 'p2', name: 'Desmond Hale', birthDate: '2015-02-03' };

const tokens = (accessToken: string): Access => ({
  kind: 'token',
  accessToken,
  refreshToken: `${accessToken}-refresh`,
  tokenEndpoint: 'https://north.example.org/token',
  issuer: 'https://north.example.org',
  clientId: 'phr',
});

/** A main process whose far end is scripted; what the sync is opened with is what was sealed. */
function aMain(signIn: Partial<SignIn> = {}) {
  const asked: { channel: Channel; input: unknown }[] = [];
  const state = {
    signIn: {
      access: tokens('first'),
      patients: [margaret],
      grantedScopes: ['patient/*.rs'],
      refusedScopes: [],
      ...signIn,
    },
    revoke: 'revoked' as 'revoked' | 'failed',
  };
  const answers: Partial<Record<Channel, () => Result<unknown>>> = {
    'provider:sign-in': () => succeeded(state.signIn),
    'provider:patients': () => succeeded(state.signIn.patients),
    'provider:revoke': () => succeeded({ outcome: state.revoke }),
    'sync:open': () => failed(new AppError('sign-in-expired')),
    'sync:waits': () => succeeded({}),
  };
  const main = ((channel: Channel, input: unknown) => {
    asked.push({ channel, input });
    return Promise.resolve(answers[channel]?.() ?? succeeded(null));
  }) as MainBridge;
  const inputsOf = <C extends Channel>(channel: C) =>
    asked.filter((one) => one.channel === channel).map((one) => one.input as Input<C>);
  return { main, state, inputsOf };
}

let vault: VaultApi;
let stores: MemoryStores;

async function connectedTo({ main }: { main: MainBridge }): Promise<void> {
  stores = memoryStores();
  vault = makeVaultApi(memoryEnvironment(stores));
  vault.connect(main);
  valueOf(await vault.create({ passphrase: 'correct horse battery' }));
}

async function addMargaret(): Promise<void> {
  const file = { name: 'm.json', file: new Blob([aBundle([aPatient()])]) };
  valueOf(await vault.addFiles([file], { acceptOtherPerson: false }, () => undefined));
}

const quiet = () => undefined;

async function sourceOfService() {
  const { sources } = valueOf(await vault.overview());
  return sources.find(({ kind }) => kind === 'server');
}

/** What a download would be opened with. */
async function sealedAccess({ inputsOf }: ReturnType<typeof aMain>): Promise<Access | undefined> {
  const source = await sourceOfService();
  if (source === undefined) return undefined;
  await vault.download(source.id, { acceptOtherPerson: false }, quiet);
  return inputsOf('sync:open').at(-1)?.access;
}

describe('signing in', () => {
  const far = () => aMain();
  let end: ReturnType<typeof aMain>;

  beforeEach(async () => {
    end = far();
    await connectedTo(end);
  });

  it('makes a source of the one person behind it, and never shows the tokens to the page', async () => {
    const answer = valueOf(await vault.signIn({ service }));
    expect(answer).toMatchObject({ kind: 'ready', grant: { staysSignedIn: true } });
    expect(JSON.stringify(answer)).not.toContain('first');
    expect(await sourceOfService()).toMatchObject({ patientId: 'p1', fhirVersion: '4.0.1' });
    expect(await sealedAccess(end)).toEqual(tokens('first'));
  });

  it('puts new tokens in the place of the old, and leaves the source and its checkpoint', async () => {
    const first = valueOf(await vault.signIn({ service }));
    const again = first.kind === 'ready' ? first.source : undefined;
    end.state.signIn = { ...end.state.signIn, access: tokens('second') };
    expect(valueOf(await vault.signIn({ service, ...(again && { again }) }))).toMatchObject({
      source: again,
    });
    expect(await sealedAccess(end)).toEqual(tokens('second'));
    expect(valueOf(await vault.overview()).sources).toHaveLength(1);
  });

  it('changes nothing where somebody else signs in again', async () => {
    const first = valueOf(await vault.signIn({ service }));
    const again = first.kind === 'ready' ? first.source : undefined;
    end.state.signIn = { ...end.state.signIn, access: tokens('other'), patients: [child] };
    const refused = await vault.signIn({ service, ...(again && { again }) });
    expect(refused).toMatchObject({ ok: false, code: 'sign-in-other-patient' });
    expect(await sealedAccess(end)).toEqual(tokens('first'));
  });

  it('uses what was typed under “Advanced” the next time too, and keeps a secret to itself', async () => {
    const client = { clientId: 'phr-7', clientSecret: 'quiet herons' };
    const returnWay = { kind: 'page', address: 'https://back.example.org/' } as const;
    valueOf(await vault.signIn({ service, settings: { client, returnWay } }));
    valueOf(await vault.signIn({ service }));
    expect(end.inputsOf('provider:sign-in')[1]).toMatchObject({ client, returnWay });
    expect(valueOf(await vault.signInSettings(service.fhirBaseUrl))).toEqual({
      clientId: 'phr-7',
      hasSecret: true,
      returnWay,
    });
    valueOf(await vault.signIn({ service, settings: { client: { clientId: 'phr-7' } } }));
    expect(end.inputsOf('provider:sign-in')[2]).toMatchObject({ client });
    valueOf(await vault.signIn({ service, settings: { client: { clientId: 'other' } } }));
    expect(end.inputsOf('provider:sign-in')[3]).toMatchObject({ client: { clientId: 'other' } });
    expect(end.inputsOf('provider:sign-in')[3]?.client).not.toHaveProperty('clientSecret');
  });

  it('leaves nothing readable behind', async () => {
    const client = { clientId: 'canary-client', clientSecret: 'canary-secret' };
    valueOf(await vault.signIn({ service, settings: { client } }));
    const kept = JSON.stringify(stores.rows(), (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    for (const word of ['canary-client', 'canary-secret', 'first-refresh', 'north.example.org']) {
      expect(kept).not.toContain(word);
    }
  });

  it('remembers the service, the newest first', async () => {
    valueOf(await vault.signIn({ service }));
    const other = { name: 'Southgate', fhirBaseUrl: 'https://south.example.org/fhir' };
    valueOf(await vault.signIn({ service: other }));
    const { recent } = valueOf(await vault.findServices(''));
    expect(recent.map(({ name }) => name)).toEqual(['Southgate', 'Northgate']);
    expect(valueOf(await vault.findServices('north')).recent).toHaveLength(1);
  });
});

describe('several people behind one sign-in', () => {
  it('are chosen from by the person, and told apart from whose record is open', async () => {
    const end = aMain({ patients: [child, margaret] });
    await connectedTo(end);
    await addMargaret();
    const answer = valueOf(await vault.signIn({ service }));
    expect(answer).toMatchObject({
      kind: 'choose',
      people: [
        { id: 'p2', fits: 'differs' },
        { id: 'p1', fits: 'same' },
      ],
    });
    expect(await sourceOfService()).toBeUndefined();
    expect(await vault.choosePerson('somebody')).toMatchObject({ ok: false });
    valueOf(await vault.choosePerson('p1'));
    expect(await sourceOfService()).toMatchObject({ patientId: 'p1' });
    expect(await vault.choosePerson('p1')).toMatchObject({ ok: false });
  });

  it('are not asked about again where the source says who is meant', async () => {
    const end = aMain({ patients: [child, margaret] });
    await connectedTo(end);
    valueOf(await vault.signIn({ service }));
    const source = valueOf(await vault.choosePerson('p2'));
    expect(valueOf(await vault.signIn({ service, again: source }))).toMatchObject({
      kind: 'ready',
      source,
    });
  });
});

describe('disconnecting', () => {
  it('ends the access there and here, keeps the source, and is undone by signing in again', async () => {
    const end = aMain();
    await connectedTo(end);
    const first = valueOf(await vault.signIn({ service }));
    if (first.kind !== 'ready') throw new Error('one person, nothing to choose');
    expect(valueOf(await vault.disconnect(first.source))).toEqual({ atService: 'revoked' });
    expect(end.inputsOf('provider:revoke')).toEqual([{ access: tokens('first') }]);
    const source = await sourceOfService();
    expect(source?.disconnectedAt).toBeDefined();
    expect(source).not.toHaveProperty('grant');
    const answer = await vault.download(first.source, { acceptOtherPerson: false }, quiet);
    expect(answer).toMatchObject({ ok: false, code: 'sign-in-expired' });
    expect(end.inputsOf('sync:open')).toEqual([]);
    valueOf(await vault.signIn({ service, again: first.source }));
    expect(await sourceOfService()).not.toHaveProperty('disconnectedAt');
  });

  it('forgets the access even where the service cannot be told', async () => {
    const end = aMain();
    end.state.revoke = 'failed';
    await connectedTo(end);
    const first = valueOf(await vault.signIn({ service }));
    if (first.kind !== 'ready') throw new Error('one person, nothing to choose');
    expect(valueOf(await vault.disconnect(first.source))).toEqual({ atService: 'failed' });
    expect(valueOf(await vault.disconnect(first.source))).toEqual({ atService: 'not-offered' });
  });
});

describe('a pasted token', () => {
  const jwt = `x.${Buffer.from('{"exp":1790000000}').toString('base64url')}.y`;

  it('is cleaned of what is copied along, and says when it ends where it knows', () => {
    expect(accessOfPasted(' Authorization: Bearer abc\n def ')).toEqual({
      kind: 'bearer',
      accessToken: 'abcdef',
    });
    expect(accessOfPasted(jwt)).toMatchObject({ expiresAt: '2026-09-21T14:13:20.000Z' });
    expect(accessOfPasted('a.%%%.c')).not.toHaveProperty('expiresAt');
  });

  it('opens a source, for whom the service or the person says', async () => {
    const end = aMain();
    await connectedTo(end);
    expect(valueOf(await vault.takeToken({ service, token: jwt }))).toMatchObject({
      kind: 'ready',
      grant: { staysSignedIn: false, accessUntil: '2026-09-21T14:13:20.000Z' },
    });
    end.state.signIn = { ...end.state.signIn, patients: [] };
    expect(await vault.takeToken({ service, token: jwt })).toMatchObject({
      code: 'sign-in-no-patient',
    });
    valueOf(await vault.takeToken({ service, token: jwt, patientId: 'p9' }));
    const { sources } = valueOf(await vault.overview());
    expect(sources.map(({ patientId }) => patientId)).toEqual(['p1', 'p9']);
    expect(await vault.takeToken({ service, token: ' ' })).toMatchObject({
      code: 'token-not-accepted',
    });
  });
});

describe('the words for what was allowed', () => {
  const grant = { at: '2026-05-03T10:00:00Z', granted: [], refused: [], staysSignedIn: true };

  it.each([
    [['openid', 'patient/*.rs'], [], ['Everything in the record'], []],
    [['patient/*.read'], ['patient/*.rs'], ['Everything in the record'], []],
    [
      ['patient/Observation.rs', 'patient/Condition.read'],
      ['patient/*.rs'],
      ['Test results and measurements', 'Problems'],
      ['Everything else'],
    ],
    [
      ['patient/Observation.rs?category=laboratory', 'patient/Goal.r'],
      [],
      ['Test results and measurements, in part', 'Goals, in part'],
      [],
    ],
    [['patient/*.rs'], ['offline_access'], ['Everything in the record'], ['Staying signed in']],
    [['openid'], ['patient/*.rs'], [], ['Everything in the record']],
  ])('%j without %j', (granted, refused, allowed, notAllowed) => {
    const words = grantWords({ ...grant, granted, refused });
    expect(words).toMatchObject({ allowed, refused: notAllowed });
  });

  it('stops for what is missing of the record, not for a sign-in that does not last', () => {
    const refusing = (granted: string[], refused: string[]) =>
      hasRefusals({ ...grant, granted, refused });
    expect(refusing(['patient/*.rs'], ['offline_access'])).toBe(false);
    expect(refusing(['patient/Goal.rs'], ['patient/*.rs'])).toBe(true);
  });

  it('say how long it lasts', () => {
    expect(grantWords(grant).lasts).toMatch(/^You stay signed in/);
    const short = { ...grant, staysSignedIn: false };
    expect(grantWords(short).lasts).toMatch(/sign in again next time/);
    const accessUntil = '2026-05-03T12:00:00Z';
    expect(grantWords({ ...short, accessUntil }).lasts).toMatch(/^Access ends on 3 May 2026 at/);
  });
});
