import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addNamedFiles } from '../../../../../renderer/vault/files/add-files.ts';
import type { LinkToOpen } from '../../../../../renderer/vault/api/files.ts';
import type { MainBridge } from '../../../../../renderer/vault/api/vault-api.ts';
import { checkIssuer } from '../../../../../renderer/vault/files/check-issuer.ts';
import { openLink } from '../../../../../renderer/vault/files/open-link.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { linkHandlers } from '../../../../../electron/link/handlers.ts';
import { resultOf } from '../../../../../shared/base/result.ts';
import { startProvider, type RunningProvider } from '../../../../provider/server.ts';
import { countedWaiting, sendJson, smallServer } from '../../../electron/fixtures.ts';
import {
  aBundle,
  aCondition,
  aFile,
  aFilesIntake,
  anAllergy,
  aPatient,
  aVault,
  reopened,
} from '../builders.ts';
import { addFiles } from '../../../../../renderer/vault/files/add-files.ts';
import { sharedData } from '../../../../places.ts';

const vectors = new URL('standards/', sharedData);
const here = existsSync(vectors);
if (!here) console.log('skipped: no ../shared');

const bundle = {
  contentType: 'application/fhir+json;fhirVersion=4.0.1',
  text: aBundle([aPatient(), aCondition('c1', 'Gout')]),
};

/** The main process's own handlers, asked as the vault asks them. */
const { handlers } = linkHandlers(countedWaiting());
const main = ((channel: 'link:file', input: never) =>
  resultOf(() => handlers[channel](input))) as MainBridge; // only channels of links are asked here

describe('a SMART Health Link', () => {
  let provider: RunningProvider;
  beforeAll(async () => {
    provider = await startProvider({ open: true, texts: [] });
  });
  afterAll(() => provider.close());

  const open = (link: string, more: Partial<LinkToOpen> = {}) =>
    openLink(main, { link, recipient: 'Margaret Hale', ...more });

  it.each([
    ['inside its manifest', {}],
    ['squeezed', { zipped: true }],
    ['at an address of its own', { located: true, zipped: true }],
  ])('gives a file that is %s', async (_, how) => {
    const link = provider.links.add({ files: [{ ...bundle, ...how }], label: 'My record' });
    const { answer, opened } = await open(link);
    expect(answer).toEqual({ kind: 'ready', files: 1, mayChange: false });
    const { vault } = await aVault();
    const [outcome] = await addNamedFiles(vault, opened?.files ?? [], aFilesIntake);
    const host = new URL(provider.origin).host;
    expect(outcome).toMatchObject({
      path: `My record (from ${host})`,
      outcome: 'stored',
      stored: { added: 2, source: { name: `My record (from ${host})` } },
    });
  });

  it('gives the one file of a link without a manifest', async () => {
    const link = provider.links.add({ files: [bundle], direct: true, longTerm: true });
    expect((await open(link)).answer).toEqual({ kind: 'ready', files: 1, mayChange: true });
  });

  it('sends who asks and the passcode, and nothing else', async () => {
    const link = provider.links.add({ files: [bundle], passcode: '4242' });
    await open(link, { passcode: '4242' });
    expect(provider.links.asked.at(-1)).toEqual({
      recipient: 'Margaret Hale',
      passcode: '4242',
      cookie: undefined,
      authorization: undefined,
    });
  });

  it('behind the address of a viewer is the same link', async () => {
    const viewer = 'https://viewer.example/#';
    const link = provider.links.add({ files: [bundle], viewer });
    expect((await open(`  ${link}\n`)).answer).toMatchObject({ kind: 'ready' });
  });

  it('counts the attempts at its passcode, and closes after the last', async () => {
    const link = provider.links.add({ files: [bundle], passcode: '4242', attempts: 2 });
    expect((await open(link)).answer).toEqual({ kind: 'passcode', attemptsLeft: 2 });
    expect((await open(link, { passcode: '1' })).answer).toEqual({
      kind: 'passcode',
      attemptsLeft: 1,
    });
    await open(link, { passcode: '2' });
    await expect(open(link, { passcode: '4242' })).rejects.toMatchObject({ code: 'link-gone' });
  });

  it('that was taken back says so', async () => {
    const link = provider.links.add({ files: [bundle], status: 'no-longer-valid' });
    await expect(open(link)).rejects.toMatchObject({ code: 'link-gone' });
  });

  it('that was not copied whole is told from one that has ended', async () => {
    const link = provider.links.add({ files: [bundle] });
    await expect(open(link.slice(0, -4))).rejects.toMatchObject({ code: 'link-unreadable' });
  });

  it('loses only the file that cannot be had', async () => {
    const access = { contentType: 'application/smart-api-access', text: '{}' };
    const { opened } = await open(provider.links.add({ files: [access, bundle] }));
    expect(opened?.refused).toMatchObject([{ outcome: 'refused', code: 'file-sign-in-needed' }]);
    expect(opened?.files).toHaveLength(1);
  });

  it('that changes its address after the passcode was sent is not followed', async () => {
    const other = await smallServer((_, response) => {
      sendJson(response, { files: [] });
    });
    const first = await smallServer((_, response) => {
      response.writeHead(307, { location: `${other.origin}/` });
      response.end();
    });
    const payload = { url: `${first.origin}/m`, key: 'A'.repeat(43), flag: 'P' };
    const link = `shlink:/${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
    await expect(open(link, { passcode: '4242' })).rejects.toMatchObject({
      code: 'off-origin-link',
    });
    expect(other.seen).toEqual([]);
    await Promise.all([first.close(), other.close()]);
  });
});

describe('a SMART Health Link opened again', () => {
  let provider: RunningProvider;
  beforeAll(async () => {
    provider = await startProvider({ open: true, texts: [] });
  });
  afterAll(() => provider.close());

  const { contentType } = bundle;
  const gout = { contentType, text: aBundle([aPatient(), aCondition('c1', 'Gout')]) };
  const goutGone = { contentType, text: aBundle([aPatient(), aCondition('c1', 'Gout, healed')]) };
  const goutSince = {
    contentType,
    text: aBundle([aPatient(), aCondition('c1', 'Gout', { recordedDate: '2026-11-01' })]),
  };
  const asthma = { contentType, text: aBundle([aPatient(), aCondition('c1', 'Asthma')]) };
  const penicillin = { contentType, text: aBundle([aPatient(), anAllergy('a1', 'Penicillin')]) };
  const latex = {
    contentType,
    text: aBundle([aPatient(), anAllergy('a1', 'Penicillin'), anAllergy('a2', 'Latex')]),
  };

  async function fetchInto(vault: OpenVault, link: string) {
    const { opened } = await openLink(main, { link, recipient: 'Margaret Hale' });
    const { files = [], origin } = opened ?? {};
    return addNamedFiles(vault, files, { ...aFilesIntake, link: origin });
  }

  const titles = ({ state }: OpenVault) =>
    [...state.entries.keys()].map((key) => state.entries.get(key)?.card.title?.text).toSorted();

  it('brings new versions of what is there, and doubles nothing', async () => {
    const made = await aVault();
    const files = [gout];
    const link = provider.links.add({ files, longTerm: true });
    await fetchInto(made.vault, link);
    files[0] = goutGone;
    const [outcome] = await fetchInto(await reopened(made), link);
    expect(outcome).toMatchObject({ stored: { added: 0, changed: 1, same: 1 } });
    const vault = await reopened(made);
    expect(vault.state.sources.size).toBe(1);
    expect(titles(vault)).toEqual(['Gout, healed', 'Margaret Hale']);
  });

  it('says what is behind it now, also where that is what it was before', async () => {
    const { vault } = await aVault();
    const files = [gout];
    const link = provider.links.add({ files, longTerm: true });
    for (const file of [gout, goutGone, gout]) {
      files[0] = file;
      await fetchInto(vault, link);
    }
    expect(titles(vault)).toEqual(['Gout', 'Margaret Hale']);
  });

  it('puts each file where it was before, in whatever order they come', async () => {
    const { vault } = await aVault();
    const files = [gout, penicillin];
    const link = provider.links.add({ files, longTerm: true });
    await fetchInto(vault, link);
    files.splice(0, 2, latex, goutSince);
    await fetchInto(vault, link);
    expect(vault.state.sources.size).toBe(2);
    const all = ['Gout', 'Latex', 'Margaret Hale', 'Margaret Hale', 'Penicillin'];
    expect(titles(vault)).toEqual(all);
  });

  it('keeps a file that was not there before apart', async () => {
    const { vault } = await aVault();
    const files = [gout];
    const link = provider.links.add({ files, longTerm: true });
    await fetchInto(vault, link);
    files.splice(0, 1, penicillin, asthma, goutSince);
    await fetchInto(vault, link);
    expect(vault.state.sources.size).toBe(3);
    const patients = ['Margaret Hale', 'Margaret Hale', 'Margaret Hale'];
    expect(titles(vault)).toEqual(['Asthma', 'Gout', ...patients, 'Penicillin']);
  });

  it('goes into its own source, also where the file is in another one', async () => {
    const { vault } = await aVault();
    await addFiles(vault, [aFile(goutSince.text)], aFilesIntake);
    const files = [gout];
    const link = provider.links.add({ files, longTerm: true });
    await fetchInto(vault, link);
    files[0] = goutSince;
    const [outcome] = await fetchInto(vault, link);
    expect(outcome).toMatchObject({ stored: { added: 0, changed: 1 } });
    expect(vault.state.sources.size).toBe(2);
  });

  it('is not taken for another link, and leaves its key nowhere', async () => {
    const { vault } = await aVault();
    const link = provider.links.add({ files: [gout], longTerm: true });
    const other = provider.links.add({ files: [goutGone], longTerm: true });
    await fetchInto(vault, link);
    await fetchInto(vault, other);
    expect(vault.state.sources.size).toBe(2);
    const text = Buffer.from(link.slice(link.indexOf('/') + 1), 'base64url').toString();
    const { url, key } = JSON.parse(text) as { readonly url: string; readonly key: string };
    const kept = JSON.stringify([...vault.state.sources.values()]);
    expect(kept).toContain('"links":["');
    expect(kept).not.toContain(key);
    expect(kept).not.toContain(url);
  });
});

describe.skipIf(!here)('a health card that was added', () => {
  const jws = here
    ? readFileSync(new URL('shc-vectors/spec/example-00-d-jws.txt', vectors), 'utf8').trim()
    : '';
  const keys = () => readFileSync(new URL('shc-vectors/issuer/issuer-jwks.json', vectors), 'utf8');
  const answering = (text: string, asked: unknown[] = []): MainBridge =>
    ((channel: string, input: unknown) => {
      asked.push([channel, input]);
      return Promise.resolve({ ok: true, value: { text } });
    }) as MainBridge; // only the issuer's keys are asked for here

  async function aCard() {
    const { vault } = await aVault();
    const [outcome] = await addFiles(vault, [aFile(jws, 'card.txt')], aFilesIntake);
    const id = outcome?.outcome === 'stored' ? outcome.stored.source.id : undefined;
    if (id === undefined) throw new Error('the card was not stored');
    return { vault, id };
  }

  it('is checked with the keys of its issuer, who is asked for nothing else', async () => {
    const { vault, id } = await aCard();
    expect(vault.state.sources.get(id)?.issuer?.signature).toBe('not-checked');
    const asked: unknown[] = [];
    expect(await checkIssuer(vault, answering(keys(), asked), id)).toBe('signed');
    const url = 'https://spec.smarthealth.cards/examples/issuer/.well-known/jwks.json';
    expect(asked).toEqual([['card:issuer-keys', { url }]]);
    expect(vault.state.sources.get(id)?.issuer?.signature).toBe('signed');
  });

  it('stays checked when it is added again', async () => {
    const { vault, id } = await aCard();
    await checkIssuer(vault, answering(keys()), id);
    await addFiles(vault, [aFile(jws, 'again.txt')], aFilesIntake);
    expect(vault.state.sources.get(id)?.issuer?.signature).toBe('signed');
  });

  it.each([
    ['{"keys":[]}', 'key-unknown'],
    [keysOfAnother(), 'not-as-signed'],
  ])('with the keys %s is %s', async (text, signature) => {
    const { vault, id } = await aCard();
    expect(await checkIssuer(vault, answering(text), id)).toBe(signature);
  });

  it('is not called checked where the answer holds no keys', async () => {
    const { vault, id } = await aCard();
    await expect(checkIssuer(vault, answering('<html>'), id)).rejects.toMatchObject({
      code: 'server-broken',
    });
    expect(vault.state.sources.get(id)?.issuer?.signature).toBe('not-checked');
  });
});

/** A key under the name of the issuer's that is another one. */
function keysOfAnother(): string {
  const kid = '3Kfdg-XwP-7gXyywtUfUADwBumDOPKMQx-iELL11W9s';
  const x = '11XvRWy1I2S0EyJlyf_bWfw_TQ5CJJNLw78bHXNxcgw';
  const y = 'eZXwxvO1hvCY0KucrPfKo7yAyMT6Ajc3N7OkAB6VYy8';
  return JSON.stringify({ keys: [{ kty: 'EC', crv: 'P-256', kid, x: y, y: x }] });
}
