import { AppError } from '../../shared/base/error.ts';
import { composeTextCard, type CardOmission } from '../../shared/share/text-card.ts';
import { makeQrWriter } from '../../shared/share/qr-writer.ts';
import { readSummary } from '../../shared/summary/read-summary.ts';
import type { TextCard } from './api.ts';
import { cardContentOf } from './card-content.ts';
import type { OpenVault } from './open-vault.ts';
import { readSigningKeys } from './signing-keys.ts';

/** What a list is called when something of it did not fit: one and many. */
const nouns: Readonly<Record<CardOmission['list'], readonly [string, string]>> = {
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
  vault: OpenVault,
  bundleText: string,
  writerWasm: () => Promise<ArrayBuffer>,
): Promise<TextCard> {
  const view = readSummary(JSON.parse(bundleText));
  if (view === undefined) throw new AppError('share-unreadable');
  const card = await composeTextCard(cardContentOf(view), await readSigningKeys(vault));
  const writeQr = await makeQrWriter(await writerWasm());
  return { text: card.text, png: await writeQr(card.text), leftOut: card.leftOut.flatMap(omitted) };
}

/** "3 problems"; "2 medicines, shortened". */
function omitted({ list, dropped, shortened }: CardOmission): string[] {
  return [
    ...(dropped > 0 ? [counted(list, dropped)] : []),
    ...(shortened > 0 ? [`${counted(list, shortened)}, shortened`] : []),
  ];
}

function counted(list: CardOmission['list'], count: number): string {
  const [one, many] = nouns[list];
  return `${String(count)} ${count === 1 ? one : many}`;
}
