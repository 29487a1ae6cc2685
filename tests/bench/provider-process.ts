/** A provider in a process of its own, so that serving takes no time from the program that is measured. */
import { startProvider } from '../provider/server.ts';
import { makeRecord } from './make-record.ts';
import type { FromProvider, ToProvider } from './start-provider.ts';

const record = makeRecord(Number(process.argv[2]));
const provider = await startProvider({ open: true, texts: [record] });
const tell = (message: FromProvider) => process.send?.(message);

let changes = 0;
function change(entries: number): void {
  for (const { content } of provider.store.ofType('Condition').slice(changes, changes + entries)) {
    provider.store.put({ ...content, note: [{ text: 'Looked at again.' }] });
  }
  changes += entries;
}

process.on('message', (asked: ToProvider) => {
  if (asked === 'asked') {
    tell({ kind: 'asked', paths: provider.requests.map(({ path }) => path) });
    return;
  }
  change(asked.change);
  tell({ kind: 'changed' });
});
process.once('disconnect', () => process.exit());
tell({ kind: 'ready', fhirBaseUrl: provider.fhirBaseUrl, jsonBytes: Buffer.byteLength(record) });
