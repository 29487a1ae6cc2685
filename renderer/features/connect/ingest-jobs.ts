import type { Vault } from '../../app/program.ts';
import { resultOf } from '../../../shared/base/result.ts';
import { AppError } from '../../../shared/base/error.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import type { IngestJob } from './use-ingest.ts';

/** Fetches all that a server offers into its source. */
export function downloadJob(vault: Vault, source: SourceId, name: string): IngestJob {
  return {
    name,
    source,
    run: (options, progress) => vault.download(source, options, progress),
    cancel: () => void vault.cancelDownload(),
    declined: () => letGo(vault, source),
  };
}

/** Nobody wants the access to somebody else's record to lie about here, where nothing was ever fetched by it. */
async function letGo(vault: Vault, id: SourceId): Promise<void> {
  const overview = await vault.overview();
  const source = overview.ok ? overview.value.sources.find((one) => one.id === id) : undefined;
  if (source !== undefined && Object.keys(source.stored).length === 0) await vault.disconnect(id);
}

/** Takes in one file. */
export function fileJob(vault: Vault, file: File): IngestJob {
  return {
    name: file.name,
    run: async (options, progress) => {
      const bytes = await resultOf(() => readFile(file));
      return bytes.ok
        ? vault.addFile({ name: file.name, bytes: bytes.value }, options, progress)
        : bytes;
    },
  };
}

/** The bytes of a file that the person chose. @throws file-unreadable */
export async function readFile(file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new AppError('file-unreadable', { cause });
  }
}
