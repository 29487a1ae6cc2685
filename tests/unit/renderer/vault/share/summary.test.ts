import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromUtf8 } from '../../../../../shared/base/bytes.ts';
import { readSummary } from '../../../../../shared/summary/read-summary.ts';
import { verifyBundle } from '../../../../../shared/share/bundle-signature.ts';
import { attachedBundle } from '../../../../../shared/share/pdf-attachment.ts';
import { checkPdfSignature } from '../../../../../shared/share/pdf-signature.ts';
import { fingerprintWords } from '../../../../../shared/share/signing-key.ts';
import type { DraftItem, SummaryChoices } from '../../../../../renderer/vault/api/share.ts';
import { textCardContentOf } from '../../../../../renderer/vault/share/text-card-content.ts';
import { textCardOf } from '../../../../../renderer/vault/share/text-card.ts';
import { composeDocument } from '../../../../../renderer/vault/share/compose.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { recordShare, shareLog } from '../../../../../renderer/vault/share/share-log.ts';
import { signedBundle, signedPdf } from '../../../../../renderer/vault/share/sign.ts';
import { summaryDraft } from '../../../../../renderer/vault/share/summary-draft.ts';
import {
  aBundle,
  aFile,
  anAllergy,
  aPatient,
  aVault,
  reopened,
  take,
  type TestVault,
} from '../builders.ts';
import { everythingStored } from '../memory.ts';
import { fixtures } from '../../../../places.ts';
import { english } from '../../../../../shared/words/english.ts';

const now = new Date('2026-11-22T09:00:00Z');
const software = { name: 'Patient-Held Record', version: '0.1.0' };
const all: SummaryChoices = { leftOut: [], until: '2026-12-06' };

let made: TestVault;
let vault: OpenVault;

beforeAll(async () => {
  made = await aVault();
  vault = made.vault;
  for (const source of ['gp', 'hospital', 'community', 'social-care']) {
    const text = readFileSync(new URL(`uk-patient/${source}.json`, fixtures), 'utf8');
    expect(await take(vault, aFile(text, `${source}.json`))).toMatchObject({ kind: 'stored' });
  }
});

async function qrWriter(): Promise<ArrayBuffer> {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
  return Uint8Array.from(await readFile(wasm)).buffer;
}

function draftItems(): readonly DraftItem[] {
  return summaryDraft(vault, now).sections.flatMap((section) => section.items);
}

function compose(choices: SummaryChoices = all): Promise<string> {
  return composeDocument(vault, { choices, now, software });
}

function viewOf(bundleText: string) {
  const view = readSummary(bundleText, english);
  if (view === undefined) throw new Error('it is a summary');
  return view;
}

describe('a draft of a summary', () => {
  it('ends in 14 days and offers the required sections first', () => {
    const draft = summaryDraft(vault, now);
    expect(draft.defaultUntil).toBe('2026-12-06');
    expect(draft.sections.map((section) => section.title).slice(0, 3)).toEqual([
      'Allergies and intolerances',
      'Medicines',
      'Problems',
    ]);
  });

  it('marks the severe allergy, and says why an entry may be sensitive', () => {
    const items = draftItems();
    expect(items.find((item) => item.severe)?.title).toMatch(/penicillin/i);
    expect(items.some((item) => item.sensitive !== undefined)).toBe(true);
  });
});

describe('a composed summary', () => {
  it('holds everything that the draft offered', async () => {
    const view = viewOf(await compose());
    const shown = view.sections.reduce((count, section) => count + section.items.length, 0);
    expect(shown).toBe(draftItems().length);
    expect(view.until).toBe('2026-12-06');
    expect(view.sources.length).toBeGreaterThan(1);
  });

  it('does not hold what the person left out, and says so where that matters', async () => {
    const severe = draftItems().find((item) => item.severe);
    if (severe === undefined) throw new Error('there is a severe allergy');
    const view = viewOf(await compose({ ...all, leftOut: [severe.key] }));
    const allergies = view.sections.find((section) => section.code === '48765-2');
    expect(allergies?.items.filter((item) => item.severe)).toEqual([]);
    expect(allergies?.notes).toContainEqual({
      kind: 'left-out',
      words: 'Something was left out by the patient.',
    });
  });

  it('keeps decimals to the letter', async () => {
    const one = await aVault();
    const result =
      '{"resourceType":"Observation","id":"o1","status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],"code":{"text":"Potassium"},"subject":{"reference":"Patient/p1"},"effectiveDateTime":"2026-11-01","valueQuantity":{"value":7.0,"unit":"mmol/L"}}';
    await take(one.vault, aFile(`${JSON.stringify(aPatient())}\n${result}`));
    expect(await composeDocument(one.vault, { choices: all, now, software })).toMatch(
      /"value":7\.0[,}]/,
    );
  });

  it('says a dose on its card as its source wrote it', async () => {
    const one = await aVault();
    const prescription =
      '{"resourceType":"MedicationRequest","id":"m1","status":"active","intent":"order","medicationCodeableConcept":{"text":"Lorazepam"},"subject":{"reference":"Patient/p1"},"dosageInstruction":[{"doseAndRate":[{"doseQuantity":{"value":0.50,"unit":"mg"}}]}]}';
    await take(one.vault, aFile(`${JSON.stringify(aPatient())}\n${prescription}`));
    const text = await composeDocument(one.vault, { choices: all, now, software });
    const card = await textCardOf(
      one.vault.secrets,
      { bundleText: text, withPrivate: false },
      qrWriter,
    );
    expect(card.text).toContain('Lorazepam, 0.50 mg');
  });

  it('is refused for a record of nobody', async () => {
    const one = await aVault();
    await take(one.vault, aFile(aBundle([anAllergy('a1', 'Latex')])));
    await expect(composeDocument(one.vault, { choices: all, now, software })).rejects.toMatchObject(
      { code: 'summary-no-patient' },
    );
  });

  it('is refused without a real end date', async () => {
    await expect(compose({ ...all, until: '2026-02-30' })).rejects.toMatchObject({
      code: 'message-invalid',
    });
  });

  it('says on itself that an entry does not open, wherever it would stand, unless the person leaves it out', async () => {
    const one = await aVault();
    await take(one.vault, aFile(aBundle([aPatient()])));
    await take(one.vault, aFile(aBundle([aPatient(), anAllergy('a1', 'Latex')])));
    const last = [...one.rows.segments.keys()].at(-1) ?? '';
    one.rows.segments.delete(last);
    const damaged = await reopened(one);
    const text = await composeDocument(damaged, { choices: all, now, software });
    const view = readSummary(text, english);
    expect(view?.statements).toMatchObject([{ kind: 'record-damaged' }]);
    expect(view?.statements[0]?.words).toContain('1 allergy');
    const allergies = view?.sections.find(({ code }) => code === '48765-2');
    expect(allergies?.notes).toMatchObject([{ kind: 'entries-damaged' }]);
    expect(allergies?.emptyWords).toBeUndefined();
    if (view === undefined) throw new Error('no summary');
    expect(textCardContentOf(view, english).warnings?.[0]).toContain('damaged');
    const leftOut = [...damaged.state.entries.values()]
      .map(({ card }) => card.key)
      .filter((key) => key.endsWith('|a1'));
    const choices = { ...all, leftOut };
    const without = readSummary(
      await composeDocument(damaged, { choices, now, software }),
      english,
    );
    expect(without?.sections.flatMap(({ notes }) => notes)).toEqual([]);
    expect(without?.statements).toMatchObject([{ kind: 'record-damaged' }]);
  });
});

describe('a signed summary', () => {
  it('as JSON is found unchanged, and changed after one digit', async () => {
    const text = fromUtf8(await signedBundle(vault.secrets, await compose()));
    expect(await verifyBundle(text)).toBeDefined();
    expect(await verifyBundle(text.replace('2026-12-06', '2027-12-06'))).toBeUndefined();
  });

  it('as PDF carries the document, signed by the same key as the share log says', async () => {
    const page = await PDFDocument.create();
    page.addPage([595, 842]);
    const printed = (await page.save()).slice();
    const bundleText = await compose();
    const pdf = await signedPdf(vault.secrets, printed, { bundleText, now });
    expect(await checkPdfSignature(pdf)).toMatchObject({ found: 'valid' });
    const verified = await verifyBundle((await attachedBundle(pdf)) ?? '');
    await recordShare(
      vault,
      {
        kind: 'pdf',
        until: '2026-12-06',
        fileName: 'canary-summary.pdf',
        leftOutByPatient: 0,
        entries: 60,
      },
      () => now,
    );
    const [latest] = shareLog(await reopened(made));
    expect(latest).toMatchObject({ kind: 'pdf', at: '2026-11-22T09:00:00.000Z', entries: 60 });
    expect(latest?.keyFingerprint).toBe(fingerprintWords(verified?.keyThumbprint ?? ''));
    expect(everythingStored(made.rows)).not.toContain('canary');
  });
});
