import type { EntryLine } from '../../vault/api.ts';
import { EntryMarks } from './EntryMarks.tsx';
import { lineDate } from './entry-words.ts';

type EntryListProps = {
  readonly lines: readonly EntryLine[];
  readonly onOpen: (line: EntryLine) => void;
};

export function EntryList({ lines, onOpen }: EntryListProps) {
  return (
    <ul className="phr-entries">
      {lines.map((line) => (
        <li key={line.key}>
          <button
            type="button"
            className="phr-entry__open"
            onClick={() => {
              onOpen(line);
            }}
          >
            <span className="phr-entry__title">{line.title}</span>{' '}
            <span className="phr-entry__value">{line.value ?? ''}</span>{' '}
            <span className="phr-entry__meta">
              {line.kind} from {line.sourceName}
            </span>{' '}
            <span className="phr-entry__date">{lineDate(line)}</span> <EntryMarks line={line} />
          </button>
        </li>
      ))}
    </ul>
  );
}
