import type { Vault } from '../../app/program.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import type { ChosenFile } from '../../ui/chosen-files.ts';
import type { FilesJob, IngestJob } from './use-ingest.ts';

/** Fetches all that a server offers into its source. */
export function downloadJob(vault: Vault, source: SourceId, name: string): IngestJob {
  return {
    name,
    run: (options, progress) => vault.download(source, options, progress),
    cancel: () => void vault.cancelDownload(),
  };
}

/** Takes in files: what becomes of each is known at the end. */
export function filesJob(vault: Vault, files: readonly ChosenFile[]): FilesJob {
  const [first] = files;
  const name = files.length === 1 && first !== undefined ? first.name : filesWords(files.length);
  return { name, run: (options, progress) => vault.addFiles(files, options, progress) };
}

function filesWords(count: number): string {
  return `${count.toLocaleString('en-GB')} files`;
}
