import { expose } from 'comlink';
import qrReaderUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import qrWriterUrl from 'zxing-wasm/writer/zxing_writer.wasm?url';
import { AppError } from '../../shared/base/error.ts';
import { calibratedCost } from './argon2id.ts';
import { indexedDbVaults } from './database.ts';
import { holdVault } from './hold-vault.ts';
import { makeVaultApi } from './vault-api.ts';

/** A file of the program itself, fetched from where the worker came from. */
async function ownFile(url: string): Promise<ArrayBuffer> {
  const response = await fetch(new URL(url, import.meta.url));
  if (!response.ok) throw new AppError('unexpected', { where: 'program file' });
  return response.arrayBuffer();
}

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
    passphraseCost: () => calibratedCost(() => performance.now()),
    wasm: { qrReader: () => ownFile(qrReaderUrl), qrWriter: () => ownFile(qrWriterUrl) },
  }),
);
