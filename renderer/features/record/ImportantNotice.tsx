import type { VaultRead } from '../../program/use-vault-read.ts';
import { Notice } from '../../ui/Notice.tsx';
import { countWords } from '../../ui/type-words.ts';
import type { Important } from '../../vault/api/record.ts';

type Props = {
  /** What is known before the rest of the record was looked through. */
  readonly known: readonly string[];
  readonly read: VaultRead<Important | null>;
};

/** What anyone who treats the person must know first: the same that a summary tells first. */
export function ImportantNotice({ known, read }: Props) {
  const important = read.state === 'failed' ? undefined : (read.value ?? undefined);
  const flags = important?.flags ?? known;
  const more = moreWords(read);
  const withheld = important?.withheld ?? 0;
  if (flags.length === 0 && withheld === 0) {
    const isDone = read.state !== 'reading' && more !== undefined;
    return isDone ? <p className="phr-small phr-quiet">{more}</p> : null;
  }
  return (
    <Notice tone="danger" title="Important for anyone who treats you">
      <ul className="nhsuk-list nhsuk-list--bullet">
        {flags.map((flag, index) => (
          <li key={`${index}-${flag}`}>{flag}</li>
        ))}
        {withheld > 0 && (
          <li>
            {countWords(withheld, 'more thing', 'more things')} that{' '}
            {withheld === 1 ? 'its source marks' : 'their sources mark'} as private
          </li>
        )}
      </ul>
      {more !== undefined && <p className="phr-small phr-quiet">{more}</p>}
    </Notice>
  );
}

/** Why there may be more than what stands there. */
function moreWords(read: VaultRead<Important | null>): string | undefined {
  if (read.state === 'reading') return read.value === undefined ? 'Looking for more…' : undefined;
  if (read.state === 'failed')
    return 'There may be more that is important: the record could not be looked through.';
  if (read.value !== null) return undefined;
  return 'There may be more that is important: of so large a record only a summary tells all.';
}
