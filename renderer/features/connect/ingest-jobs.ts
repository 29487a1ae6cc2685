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
  };
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
