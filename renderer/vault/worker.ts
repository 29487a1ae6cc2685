import regularFontUrl from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal.woff?url';
import boldFontUrl from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal.woff?url';
import { expose } from 'comlink';
import qrReaderUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import qrWriterUrl from 'zxing-wasm/writer/zxing_writer.wasm?url';
import { AppError } from '../../shared/base/error.ts';
import { calibratedCost, costFor, stretchBy } from './crypto/argon2id.ts';
import { indexedDbVaults } from './store/database.ts';
import { holdVault } from './store/hold-vault.ts';
import { stretchApart } from './crypto/argon2id-in-worker.ts';
import { makeVaultApi } from './calls/make-vault-api.ts';

/** A file of the program itself, fetched from where the worker came from. */
async function ownFile(url: string): Promise<ArrayBuffer> {
  const response = await fetch(new URL(url, import.meta.url));
  if (!response.ok) throw new AppError('unexpected', { where: 'program file' });
  return response.arrayBuffer();
}

stretchBy(stretchApart);

expose(
  makeVaultApi({
    stores: indexedDbVaults,
    clock: () => new Date(),
    after: (ms, work) => {
      const timer = setTimeout(work, ms);
      return () => {
        clearTimeout(timer);
      };
    },
    hold: holdVault,
    passphraseCost: async (leastTakes) =>
      leastTakes === undefined ? calibratedCost(() => performance.now()) : costFor(leastTakes),
    wasm: { qrReader: () => ownFile(qrReaderUrl), qrWriter: () => ownFile(qrWriterUrl) },
    fonts: { regular: () => ownFile(regularFontUrl), bold: () => ownFile(boldFontUrl) },
  }),
);
