/** A provider in a process of its own, so that serving takes no time from the program that is measured. */
import { startProvider } from '../provider/server.ts';
import { makeRecord } from './make-record.ts';
import type { FromProvider } from './start-provider.ts';

const record = makeRecord(Number(process.argv[2]));
const provider = await startProvider({ open: true, texts: [record] });
const tell = (message: FromProvider) => process.send?.(message);

process.on('message', () => {
  tell({ kind: 'asked', paths: provider.requests.map(({ path }) => path) });
});
process.once('disconnect', () => process.exit());
tell({ kind: 'ready', fhirBaseUrl: provider.fhirBaseUrl, jsonBytes: Buffer.byteLength(record) });
