import { AppError } from '../../../shared/base/error.ts';
import { jpegOf } from './pictures-of-pdf.ts';

/** The longer side of a printed picture: A4 at 300 dots an inch. */
const longestSide = 3508;

/** A picture for the printer: upright on white, no larger than paper can show. @throws print-failed where it does not open */
export async function pictureOfPicture(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const bitmap = await opened(bytes, contentType);
  const { width, height } = bitmap;
  const scale = Math.min(1, longestSide / Math.max(width, height));
  const canvas = document.createElement('canvas');
  const isWide = width > height;
  canvas.width = Math.round((isWide ? height : width) * scale);
  canvas.height = Math.round((isWide ? width : height) * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new AppError('print-failed', { where: 'picture' });
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (isWide) context.setTransform(0, 1, -1, 0, canvas.width, 0);
  context.drawImage(bitmap, 0, 0, width * scale, height * scale);
  bitmap.close();
  return jpegOf(canvas);
}

async function opened(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(new Blob([bytes], { type: contentType }));
  } catch (thrown) {
    throw new AppError('print-failed', { cause: thrown, where: 'picture' });
  }
}
