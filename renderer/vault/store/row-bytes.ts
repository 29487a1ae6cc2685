import { base64, fromBase64, fromUtf8, utf8, type Bytes } from '../../../shared/base/bytes.ts';
import { piecesOf, type RowPiece } from '../../../shared/ipc/spare-rows.ts';
import type { SealedRow, StoreRows } from './store.ts';

/** The rows that a spare holds, as pieces. The catalogue can be thrown away, and guesses are nobody's record. */
export function piecesOfRows({ segments, log, head, header, secrets }: StoreRows): RowPiece[] {
  return [
    ...(segments ?? []).flatMap(({ id, sealed }) => piecesOf(`segments/${id}`, sealed)),
    ...(log ?? []).flatMap(({ seq, sealed }) => piecesOf(`log/${String(seq)}`, sealed)),
    ...(head === undefined ? [] : piecesOf('head', head)),
    ...(header === undefined ? [] : piecesOf('header', headerBytes(header))),
    ...(secrets ?? []).flatMap(({ id, sealed }) => piecesOf(`secrets/${id}`, sealed)),
  ];
}

/** One row that came back from a spare, as a store takes it. */
export function storeRows(key: string, row: Bytes): StoreRows {
  const [table, name = ''] = key.split('/');
  const sealedRow: SealedRow = { id: name, sealed: row };
  if (table === 'segments') return { segments: [sealedRow] };
  if (table === 'secrets') return { secrets: [sealedRow] };
  if (table === 'log') return { log: [{ seq: Number(name), sealed: row }] };
  if (table === 'head') return { head: row };
  const header = headerFrom(row);
  return header === undefined ? {} : { header };
}

/** The clear header in JSON, with its bytes as `{ bytes: base64 }`, so that one of any format comes back as it was. */
export function headerBytes(header: object): Bytes {
  return utf8(
    JSON.stringify(header, (_, value: unknown) =>
      value instanceof Uint8Array ? { bytes: base64(value) } : value,
    ),
  );
}

/** What `headerBytes` wrote; `undefined` where it is no header. */
export function headerFrom(bytes: Bytes): { readonly id: 'header' } | undefined {
  try {
    const header: unknown = JSON.parse(fromUtf8(bytes), (_, value: unknown) => asBytes(value));
    return isHeaderRow(header) ? header : undefined;
  } catch {
    return undefined;
  }
}

function isHeaderRow(header: unknown): header is { readonly id: 'header' } {
  return typeof header === 'object' && header !== null && 'id' in header && header.id === 'header';
}

function asBytes(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('bytes' in value)) return value;
  const { bytes } = value;
  return typeof bytes === 'string' ? (fromBase64(bytes) ?? value) : value;
}
