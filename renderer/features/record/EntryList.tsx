import type { EntryLine } from '../../vault/api/record.ts';
import { EntryMarks } from './EntryMarks.tsx';
import { lineDate, notableStanding } from './entry-words.ts';

type EntryListProps = {
  readonly lines: readonly EntryLine[];
  readonly onOpen: (line: EntryLine) => void;
};

/** The entries of a shelf. `data-` carries the FHIR type and source that the words stand for, for those who count. */
export function EntryList({ lines, onOpen }: EntryListProps) {
  return (
    <ul className="phr-entries" aria-label="Entries">
      {lines.map((line) => (
        <li key={line.key} data-type={line.resourceType} data-source={line.sourceId}>
          <button
            type="button"
            className="phr-entry__open"
            onClick={() => {
              onOpen(line);
            }}
          >
            <span className="phr-entry__title">{line.title}</span>{' '}
            <span className="phr-entry__value">{line.value ?? ''}</span>{' '}
            <span className="phr-entry__meta">{metaWords(line)}</span>{' '}
            <span className="phr-entry__date">{lineDate(line)}</span> <EntryMarks line={line} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** "Test result from Millbrook Surgery, final" */
function metaWords(line: EntryLine): string {
  const origin = `${line.kind} from ${line.sourceName}`;
  const status = notableStanding(line) === undefined ? line.status : undefined;
  return status === undefined ? origin : `${origin}, ${status.toLowerCase()}`;
}
