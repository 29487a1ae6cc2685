import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../shared/base/bytes.ts';
import type { VaultEvent } from '../../renderer/vault/log/event.ts';
import { pack, unpack } from '../../renderer/vault/crypto/compress.ts';
import { deriveVaultKeys } from '../../renderer/vault/crypto/keys.ts';
import { readWholeRecord } from '../../renderer/vault/catalogue/read-record.ts';
import { emptyLog, sealHead, sealLogRow, type LogHead } from '../../renderer/vault/log/log.ts';
import type { LogRow } from '../../renderer/vault/store/store.ts';
import { memoryStores } from '../unit/renderer/vault/memory.ts';

const personId = 'p';
const keys = deriveVaultKeys(new Uint8Array(32).fill(7));

type Log = { readonly rows: readonly LogRow[]; readonly head: Bytes };

async function written(texts: readonly string[]): Promise<Log> {
  const key = { records: (await keys).records, personId };
  const rows: LogRow[] = [];
  let head: LogHead = emptyLog;
  for (const text of texts) {
    const sealed = await sealLogRow(key, head, [eventOf(text)]);
    rows.push(sealed.row);
    head = sealed.head;
  }
  return { rows, head: await sealHead(key, head) };
}

function eventOf(text: string): VaultEvent {
  return {
    kind: 'share',
    share: {
      kind: 'pdf',
      at: '',
      until: '',
      fileName: text,
      keyFingerprint: '',
      entries: 0,
      leftOutByPatient: 0,
    },
  };
}

async function read(rows: readonly LogRow[], head: Bytes | undefined) {
  const store = memoryStores().open('log');
  await store.write({ log: rows, ...(head === undefined ? {} : { head }) });
  const record = await readWholeRecord(store, { records: (await keys).records, personId });
  return {
    damagedRows: record.damagedRows.size,
    names: record.state.shares.map(({ fileName }) => fileName),
    last: record.head.seq,
  };
}

const texts = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 8 });

describe('the log', () => {
  it('gives back what was written, in order', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (words) => {
        const { rows, head } = await written(words);
        const log = await read(rows, head);
        expect(log.damagedRows).toBe(0);
        expect(log.names).toEqual(words);
        expect(log.last).toBe(words.length);
      }),
    );
  });

  it('misses every row that is taken away, and keeps all others', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.infiniteStream(fc.boolean()), async (words, keep) => {
        const { rows, head } = await written(words);
        const kept = rows.filter(() => keep.next().value);
        const log = await read(kept, head);
        expect(log.damagedRows).toBe(rows.length - kept.length);
        expect(log.names).toHaveLength(kept.length);
      }),
    );
  });

  it('opens no row that was changed anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.nat(), fc.nat(), async (words, which, where) => {
        const { rows, head } = await written(words);
        const hit = which % rows.length;
        const changed = rows.map((row, at) => (at === hit ? flippedAt(row, where) : row));
        const log = await read(changed, head);
        expect(log.damagedRows).toBe(1);
        expect(log.names).toEqual(words.filter((_, at) => at !== hit));
      }),
    );
  });
});

function flippedAt({ seq, sealed }: LogRow, where: number): LogRow {
  const changed = sealed.slice();
  const at = where % changed.length;
  changed[at] = (changed[at] ?? 0) ^ (1 << (where % 8));
  return { seq, sealed: changed };
}

describe('packed bytes', () => {
  it('come back as they were, and are never much larger', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), fc.nat(3), async (some, times) => {
        const bytes = new Uint8Array(Buffer.concat(Array.from({ length: times + 1 }, () => some)));
        const packed = await pack(bytes);
        expect(packed.length).toBeLessThanOrEqual(bytes.length + 1);
        expect(new Uint8Array(await unpack(packed))).toEqual(bytes);
      }),
    );
  });
});
