import { errorWords } from '../../program/error-words.ts';
import { Notice } from '../../ui/Notice.tsx';
import { noteWords, skippedWords } from '../../ui/source-words.ts';
import { countWords } from '../../ui/type-words.ts';
import { AfterOutcome } from './AfterOutcome.tsx';
import { declinedWords, linkWords, storedCountWords } from './outcome-words.ts';
import type { Outcome } from './use-ingest.ts';

type FileOutcomesProps = {
  readonly outcomes: readonly Outcome[];
  /** The person wants what is behind a link. */
  readonly onLink: (link: string) => void;
};

/** What became of each of many files, those that were not added first. */
export function FileOutcomes({ outcomes, onLink }: FileOutcomesProps) {
  const added = outcomes.filter(({ kind }) => kind === 'stored');
  const others = outcomes.filter(({ kind }) => kind !== 'stored');
  return (
    <>
      <Notice
        tone={others.length === 0 ? 'good' : 'care'}
        title={`${countWords(added.length, 'file was', 'files were')} added`}
        announce
      >
        {others.length > 0 && (
          <p>{countWords(others.length, 'file was', 'files were')} not, and this is why.</p>
        )}
      </Notice>
      {others.length > 0 && <OutcomeTable caption="Not added" outcomes={others} onLink={onLink} />}
      {added.length > 0 && <OutcomeTable caption="Added" outcomes={added} onLink={onLink} />}
    </>
  );
}

type OutcomeTableProps = FileOutcomesProps & { readonly caption: string };

function OutcomeTable({ caption, outcomes, onLink }: OutcomeTableProps) {
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
              {sentencesOf(outcome).map((sentence) => (
                <p className="phr-small" key={sentence}>
                  {sentence}
                </p>
              ))}
              <AfterOutcome outcome={outcome} onLink={onLink} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sentencesOf(outcome: Outcome): readonly string[] {
  switch (outcome.kind) {
    case 'stored': {
      const { skipped, notes = [], warnings } = outcome.stored.source;
      return [
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
