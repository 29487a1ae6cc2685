import { transfer } from 'comlink';
import { AppError } from '../../../shared/base/error.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { SpareAnswer } from '../../../shared/ipc/spare.ts';
import {
  lengthOf,
  readPieces,
  rowJoiner,
  writePieces,
  type RowPiece,
} from '../../../shared/ipc/spare-rows.ts';
import type { MainBridge } from '../api/vault-api.ts';
import type { SpareRow, VaultSpare } from '../store/store.ts';
import { piecesOfRows } from '../store/row-bytes.ts';

/** Rows cross to main in messages of about this many bytes. */
const messageLength = 2 * 1024 * 1024;

/** The spare that main keeps of this person's vault. Without a main there is none. */
export function mainSpare(main: () => MainBridge | undefined, id: string): VaultSpare {
  return {
    async knownRows() {
      const known = okOr(await main()?.('vaults:known', { present: [id] }));
      return known?.rows[id] ?? 0;
    },
    async have() {
      const answer = await main()?.('spare:have', { id });
      return okOr(answer);
    },
    async *read(keys) {
      const joiner = rowJoiner();
      let [left, from] = [keys, 0];
      while (left.length > 0) {
        const answer = okOr(await main()?.('spare:read', { id, keys: left.slice(0, 1000), from }));
        if (answer === undefined) return;
        for (const row of rowsIn(answer, joiner)) yield row;
        left = left.slice(answer.done);
        from = answer.from;
      }
    },
    async add(rows) {
      for (const pieces of inMessages(piecesOfRows(rows))) {
        const input = { id, bytes: writePieces(pieces) };
        accepted(await main()?.('spare:append', transfer(input, [input.bytes.buffer])));
      }
    },
    async remove({ segments = [], secrets = [] }) {
      const keys = [
        ...segments.map((one) => `segments/${one}`),
        ...secrets.map((one) => `secrets/${one}`),
      ];
      if (keys.length > 0) accepted(await main()?.('spare:remove', { id, keys }));
    },
    async complete() {
      accepted(await main()?.('spare:complete', { id }));
    },
  };
}

function okOr<T>(answer: Result<T> | undefined): T | undefined {
  return answer?.ok === true ? answer.value : undefined;
}

/** @throws the code that main answered */
function accepted(answer: Result<null> | undefined): void {
  if (answer?.ok === false) throw new AppError(answer.code);
}

function* rowsIn(
  { bytes }: SpareAnswer,
  joiner: ReturnType<typeof rowJoiner>,
): Generator<SpareRow> {
  for (const piece of readPieces(bytes)) {
    const whole = joiner.take(piece);
    if (whole !== undefined) yield whole;
  }
}

function* inMessages(pieces: readonly RowPiece[]): Generator<readonly RowPiece[]> {
  let message: RowPiece[] = [];
  let length = 0;
  for (const piece of pieces) {
    if (message.length > 0 && length + lengthOf(piece) > messageLength) {
      yield message;
      [message, length] = [[], 0];
    }
    message.push(piece);
    length += lengthOf(piece);
  }
  if (message.length > 0) yield message;
}
