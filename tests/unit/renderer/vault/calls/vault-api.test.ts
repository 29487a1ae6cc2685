import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../../../shared/base/bytes.ts';
import { AppError } from '../../../../../shared/base/error.ts';
import { failed, succeeded, valueOf } from '../../../../../shared/base/result.ts';
import type { Channel } from '../../../../../shared/ipc/contract.ts';
import { maxCardBytes } from '../../../../../shared/share/text-card.ts';
import type { TextCard } from '../../../../../renderer/vault/api/share.ts';
import type { MainBridge, VaultApi } from '../../../../../renderer/vault/api/vault-api.ts';
import { makeVaultApi } from '../../../../../renderer/vault/calls/make-vault-api.ts';
import { memoryEnvironment, memoryStores } from '../memory.ts';
import { fixtures } from '../../../../places.ts';

const stores = memoryStores();
const options = { acceptOtherPerson: false };
const quiet = () => undefined;

/** A worker that has just been started over the same disk. */
function startedWorker(now?: string): VaultApi {
  const vault = makeVaultApi(memoryEnvironment(stores, now));
  const about = { version: '0.1.0', electron: '', chromium: '', platform: '' };
  const answer = (channel: Channel) =>
    channel === 'app:about' ? succeeded(about) : failed(new AppError('message-invalid'));
  vault.connect(((channel) => Promise.resolve(answer(channel))) as MainBridge);
  return vault;
}

function fixture(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`uk-patient/${name}.json`, fixtures)));
}

describe('the worker', () => {
  let vault: VaultApi;
  let recoveryCode: string;
  let bundleText: string;
  let card: TextCard;

  beforeAll(async () => {
    vault = startedWorker();
    expect(valueOf(await vault.status()).state).toBe('none');
    ({ recoveryCode } = valueOf(await vault.create({ passphrase: 'correct horse' })));
    for (const name of ['gp', 'hospital', 'community', 'social-care']) {
      const file = { name: `${name}.json`, file: new Blob([fixture(name)]) };
      const [outcome] = valueOf(await vault.addFiles([file], options, quiet));
      expect(outcome?.outcome).toBe('stored');
    }
    const choices = { leftOut: [], until: '2026-12-06' };
    ({ bundleText } = valueOf(await vault.composeSummary(choices)));
    card = valueOf(await vault.textCard(bundleText, false));
  });

  it('answers nothing of the record while it is locked', async () => {
    const locked = startedWorker();
    const closed = { ok: false, code: 'vault-locked' };
    expect(valueOf(await locked.status())).toEqual({ state: 'locked', recoveryConfirmed: false });
    expect(await locked.overview()).toEqual(closed);
    expect(await locked.list({ offset: 0, limit: 1 })).toEqual(closed);
    expect(await locked.summaryDraft()).toEqual(closed);
    expect(await locked.shareLog()).toEqual(closed);
    expect(await locked.signedBundle(bundleText)).toEqual(closed);
  });

  it('opens the same record by passphrase and by recovery code', async () => {
    const here = valueOf(await vault.overview());
    const again = startedWorker();
    const [{ id: personId } = { id: '' }] = valueOf(await again.people());
    const wrong = await again.unlock({ personId, passphrase: 'wrong' });
    expect(wrong).toEqual({ ok: false, code: 'vault-wrong-passphrase' });
    expect(await again.unlock({ personId, passphrase: 'correct horse' })).toEqual(succeeded(null));
    expect(valueOf(await again.overview())).toEqual(here);
    const byCode = startedWorker();
    expect(await byCode.unlockWithRecoveryCode({ personId, code: recoveryCode })).toEqual(
      succeeded(null),
    );
    expect(valueOf(await byCode.overview())).toEqual(here);
  });

  it('finds its own JSON file and its own card unchanged, and past their end later', async () => {
    const file = valueOf(await vault.signedBundle(bundleText));
    for (const share of [file, utf8(card.text), card.png]) {
      expect(valueOf(await vault.verify(share))).toMatchObject({ state: 'unchanged' });
      const later = startedWorker('2026-12-07T00:00:00Z');
      expect(valueOf(await later.verify(share))).toMatchObject({ state: 'past-its-end' });
    }
  });

  it('writes a card that fits one code, with the severe allergy first', () => {
    expect(utf8(card.text).length).toBeLessThanOrEqual(maxCardBytes);
    expect(card.text).toMatch(/^ALLERGIES: Allergy to penicillin \(severe: Anaphylaxis\)/m);
    expect(card.leftOut).toContainEqual(
      expect.stringMatching(/^\d medicines that are not current$/),
    );
    expect(card.shortened).toContainEqual(expect.stringMatching(/^\d allergies$/));
  });

  it('says on the card that an allergy was left out by the patient', async () => {
    const draft = valueOf(await vault.summaryDraft());
    const severe = draft.sections.flatMap(({ items }) => items).find((item) => item.severe);
    const leftOut = severe === undefined ? [] : [severe.key];
    const composed = valueOf(await vault.composeSummary({ leftOut, until: '2026-12-06' }));
    const { text } = valueOf(await vault.textCard(composed.bundleText, false));
    expect(text).toMatch(/^ALLERGIES: Something was left out by the patient; /m);
    expect(text).not.toContain('Anaphylaxis');
  });
});
