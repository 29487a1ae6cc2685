import { AppError } from '../../../shared/base/error.ts';
import { composeTextCard, type TextCardOmission } from '../../../shared/share/text-card.ts';
import { makeQrWriter } from '../../../shared/share/qr-writer.ts';
import { english } from '../../../shared/words/english.ts';
import { readSummary } from '../../../shared/summary/read-summary.ts';
import type { TextCard } from '../api/share.ts';
import { privateOnCard, textCardContentOf, type CardOptions } from './text-card-content.ts';
import { readSigningKeys } from '../crypto/signing-keys.ts';
import type { Secrets } from '../open-vault/secrets.ts';

/** What a list is called when something of it did not fit: one and many. */
const nouns: Readonly<Record<TextCardOmission['name'], readonly [string, string]>> = {
  important: ['important thing', 'important things'],
  allergies: ['allergy', 'allergies'],
  medicines: ['medicine', 'medicines'],
  problems: ['problem', 'problems'],
  wishes: ['wish for care', 'wishes for care'],
  implants: ['implant or device', 'implants or devices'],
  contact: ['contact', 'contacts'],
  sources: ['source', 'sources'],
};

/**
 * The signed card of a document, with its QR code.
 * @throws share-unreadable where the text is no summary, share-card-too-long where not even its head fits
 */
export async function textCardOf(
  secrets: Secrets,
  { bundleText, withPrivate }: { readonly bundleText: string } & CardOptions,
  writerWasm: () => Promise<ArrayBuffer>,
): Promise<TextCard> {
  const view = readSummary(bundleText, english);
  if (view === undefined) throw new AppError('share-unreadable');
  const card = await composeTextCard(
    textCardContentOf(view, english, { withPrivate }),
    await readSigningKeys(secrets),
  );
  const writeQr = await makeQrWriter(await writerWasm());
  return {
    text: card.text,
    png: await writeQr(card.text),
    leftOut: card.leftOut.flatMap(omitted),
    shortened: card.leftOut.flatMap(({ name, shortened }) =>
      shortened > 0 ? [counted(name, shortened)] : [],
    ),
    mayBePrivate: privateOnCard(view),
  };
}

/** "3 problems"; "2 medicines that are not current". */
function omitted({ name, dropped, droppedPast }: TextCardOmission): string[] {
  const past = `${counted(name, droppedPast)} that ${droppedPast === 1 ? 'is' : 'are'} not current`;
  return [...(dropped > 0 ? [counted(name, dropped)] : []), ...(droppedPast > 0 ? [past] : [])];
}

function counted(name: TextCardOmission['name'], count: number): string {
  const [one, many] = nouns[name];
  return `${String(count)} ${count === 1 ? one : many}`;
}
