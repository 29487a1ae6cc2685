import type { Vault } from '../../program/program.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import type { ChosenFile } from '../../ui/chosen-files.ts';
import type { FetchAgain } from '../../program/navigation.ts';
import type { KnownSource } from './known-source.ts';
import type { FilesJob, IngestJob } from './use-ingest.ts';

/** Fetches into the source of a server: what is new and what is missing, or everything. */
export function downloadJob(
  vault: Vault,
  { id: source, name, how }: KnownSource & Partial<FetchAgain>,
): IngestJob {
  const mode = how === 'everything' ? ({ mode: how } as const) : {};
  return {
    name,
    source,
    run: (options, progress) => vault.download(source, { ...options, ...mode }, progress),
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

/** Takes in files: what becomes of each is known at the end. */
export function filesJob(vault: Vault, files: readonly ChosenFile[]): FilesJob {
  const [first] = files;
  const name = files.length === 1 && first !== undefined ? first.name : filesWords(files.length);
  return {
    name,
    run: (options, progress) => vault.addFiles(files, options, progress),
    cancel: () => void vault.cancelDownload(),
  };
}

/** Takes in what was behind a SMART Health Link, which the vault has opened already. */
export function linkJob(vault: Vault, name: string): FilesJob {
  return {
    name,
    run: (options, progress) => vault.addFromLink(options, progress),
    cancel: () => void vault.cancelDownload(),
  };
}

function filesWords(count: number): string {
  return `${count.toLocaleString('en-GB')} files`;
}
