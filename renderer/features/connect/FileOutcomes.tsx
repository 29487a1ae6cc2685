import type { SourceWarning } from '../../../shared/record/list-warnings.ts';
import { errorWords } from '../../program/error-words.ts';
import type { Vault } from '../../program/program.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Notice } from '../../ui/Notice.tsx';
import {
  isShownWhole,
  listWarningWords,
  noteWords,
  skippedWords,
  sourceState,
} from '../../ui/source-words.ts';
import { countWords } from '../../ui/type-words.ts';
import { AfterOutcome } from './AfterOutcome.tsx';
import { declinedWords, linkWords, storedCountWords } from './outcome-words.ts';
import type { OfSource } from '../../vault/api/record.ts';
import { FilesOfSource } from './FilesOfSource.tsx';
import { filesIn, type OutcomeRow } from './outcome-rows.ts';

type FileOutcomesProps = {
  readonly outcomes: readonly OutcomeRow[];
  /** The person wants what is behind a link. */
  readonly onLink: (link: string) => void;
};

const readOverview = (vault: Vault) => vault.overview();

/** What became of each of many files, those that were not added first, then those that are not whole. */
export function FileOutcomes({ outcomes, onLink }: FileOutcomesProps) {
  const read = useVaultRead(readOverview);
  if (read.state === 'reading') return <div aria-busy="true" />;
  // Where it cannot be read what sources say of themselves, none is called whole.
  const warnings = read.state === 'ready' ? read.value.listWarnings : undefined;
  const added = outcomes.filter(({ kind }) => kind === 'stored');
  const others = outcomes.filter(({ kind }) => kind !== 'stored');
  const whole = added.filter((outcome) => isWhole(outcome, warnings));
  const parts = added.filter((outcome) => !whole.includes(outcome));
  const tables = { onLink, warnings: warnings ?? [] };
  return (
    <>
      <Notice
        tone={others.length + parts.length === 0 ? 'good' : 'care'}
        title={`${countWords(filesIn(added), 'file was', 'files were')} added`}
        announce
      >
        {others.length > 0 && (
          <p>{countWords(others.length, 'file was', 'files were')} not, and this is why.</p>
        )}
        {parts.length > 0 && (
          <p>
            {countWords(filesIn(parts), 'file that was added is', 'files that were added are')} not
            whole, or may not be.
          </p>
        )}
      </Notice>
      {others.length > 0 && <OutcomeTable caption="Not added" outcomes={others} {...tables} />}
      {parts.length > 0 && <OutcomeTable caption="Added, not whole" outcomes={parts} {...tables} />}
      {whole.length > 0 && <OutcomeTable caption="Added" outcomes={whole} {...tables} />}
    </>
  );
}

type ToldWarnings = readonly OfSource<SourceWarning>[];

function isWhole(outcome: OutcomeRow, warnings: ToldWarnings | undefined): boolean {
  if (outcome.kind !== 'stored' || warnings === undefined) return false;
  const { source } = outcome.stored;
  return isShownWhole(
    source,
    warnings.filter((one) => one.source === source.id),
  );
}

type OutcomeTableProps = FileOutcomesProps & {
  readonly caption: string;
  readonly warnings: ToldWarnings;
};

function OutcomeTable({ caption, outcomes, onLink, warnings }: OutcomeTableProps) {
  return (
    <table className="phr-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col">What became of it</th>
        </tr>
      </thead>
      <tbody>
        {outcomes.map((outcome, at) => (
          <tr key={`${String(at)}-${outcome.name}`} data-outcome={outcome.kind}>
            <th scope="row">{outcome.name}</th>
            <td>
              {sentencesOf(outcome, warnings).map((sentence) => (
                <p className="phr-small" key={sentence}>
                  {sentence}
                </p>
              ))}
              {outcome.files !== undefined && <FilesOfSource files={outcome.files} />}
              <AfterOutcome outcome={outcome} onLink={onLink} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sentencesOf(outcome: OutcomeRow, told: ToldWarnings): readonly string[] {
  switch (outcome.kind) {
    case 'stored': {
      const { source } = outcome.stored;
      const { skipped, notes = [], warnings } = source;
      const own = told.filter((one) => one.source === source.id);
      return [
        // Of what came in part, the reasons say it.
        ...(source.state === 'complete' || source.state === 'partial' ? [] : [sourceState(source)]),
        ...own.map(listWarningWords),
        storedCountWords(outcome.stored),
        ...skipped.map(skippedWords),
        ...notes.map(noteWords),
        ...warnings,
      ];
    }
    case 'declined':
      return [declinedWords];
    case 'link':
      return [linkWords];
    case 'failed': {
      const { title, whatToDo } = errorWords[outcome.problem.code];
      return [`${title}.`, whatToDo];
    }
  }
}
