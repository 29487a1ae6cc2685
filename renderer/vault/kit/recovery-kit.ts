import { PDFDocument, type PDFFont } from 'pdf-lib';
import type { Bytes } from '../../../shared/base/bytes.ts';
import { backupIdentityOf } from '../backup/identity.ts';
import { a4, drawKit } from './draw-kit.ts';
import { kitFontOf, type KitFont } from './font-face.ts';
import { addTaggedPage } from './tagged-page.ts';
import { readRecoveryCode } from '../slots/mistyped-group.ts';
import { recoveryCodeOf } from '../slots/recovery-code.ts';

export type RecoveryKit = {
  /** As shown or as typed. */
  readonly code: string;
  /** What the person calls this record, where they chose to call it something. */
  readonly nickname: string | undefined;
  readonly now: Date;
};

/** What the page is made with: WOFF files, and a function from text to a QR code as PNG. */
export type KitMaterial = {
  readonly regular: Bytes;
  readonly bold: Bytes;
  readonly qrCode: (text: string) => Promise<Bytes>;
};

/**
 * The recovery kit: one tagged A4 page with the recovery code, and the age identity that it gives as text and QR code.
 * It holds no health data, and no name but the nickname; one that the font cannot write leaves a line to write on.
 * @throws vault-wrong-recovery-code where the code's check does not agree
 */
export async function recoveryKit(kit: RecoveryKit, material: KitMaterial): Promise<Bytes> {
  const secret = await readRecoveryCode(kit.code);
  const code = await recoveryCodeOf(secret);
  const { identity } = await backupIdentityOf(secret);
  secret.fill(0);
  const document = await PDFDocument.create();
  const face = kitFontOf(material.regular);
  const regular = await embedded(document, face);
  const bold = await embedded(document, kitFontOf(material.bold));
  const qrCode = await document.embedPng(await material.qrCode(identity));
  const tagged = addTaggedPage(document, a4);
  const printable = kit.nickname !== undefined && face.canWrite(kit.nickname);
  drawKit(
    { ...tagged, regular, bold, qrCode },
    {
      groups: code.split('-'),
      identity,
      date: day.format(kit.now),
      nickname: printable ? kit.nickname : undefined,
    },
  );
  tagged.finish();
  describe(document, kit.now);
  return new Uint8Array(await document.save());
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

function embedded(document: PDFDocument, font: KitFont): Promise<PDFFont> {
  document.registerFontkit(font.engine);
  return document.embedFont(font.trueType);
}

function describe(document: PDFDocument, now: Date): void {
  document.setTitle('Recovery kit', { showInWindowTitleBar: true });
  document.setLanguage('en-GB');
  document.setCreator('Patient-Held Record');
  document.setProducer('Patient-Held Record');
  document.setCreationDate(now);
  document.setModificationDate(now);
}
