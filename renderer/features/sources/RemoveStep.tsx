import { useState } from 'react';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useNavigation } from '../../program/navigation.ts';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { countWords } from '../../ui/type-words.ts';
import type { SourceDetails } from '../../vault/api/sources.ts';

type RemoveStepProps = { readonly details: SourceDetails; readonly onKeep: () => void };

/** Takes a source and all that came from it out of the record. */
export function RemoveStep({ details, onKeep }: RemoveStepProps) {
  const { vault } = useProgram();
  const { go, stay } = useNavigation();
  const task = useTask();
  const [removed, setRemoved] = useState(false);
  const { source, access } = details;
  const { name, kind, disconnectedAt } = source;
  const remove = () =>
    task.run(async () => {
      stay(true);
      // The service is asked to end the access before this program forgets it.
      const isConnected = access === 'signed-in' && disconnectedAt === undefined;
      const left = isConnected ? await vault.disconnect(source.id) : undefined;
      const answer = left?.ok === false ? left : await vault.removeSource(source.id);
      stay(false);
      setRemoved(answer.ok);
      return problemOf(answer);
    });
  if (removed) {
    return (
      <Page title={`Removed: ${name}`}>
        <Notice tone="good" title="It is no longer in your record">
          <p>{againWords(kind)}</p>
        </Notice>
        <div className="phr-actions">
          <Button
            onClick={() => {
              go({ screen: 'overview' });
            }}
          >
            See your record
          </Button>
        </div>
      </Page>
    );
  }
  return (
    <Page title={`Remove ${name} and its entries?`}>
      <ProblemNotice problem={task.problem} />
      <ul className="nhsuk-list nhsuk-list--bullet">
        <li>
          {countWords(entryCountOf(details), 'entry leaves', 'entries leave')} your record, with{' '}
          {entryCountOf(details) === 1 ? 'its' : 'their'} documents and earlier versions. What other
          sources say stays.
        </li>
        <li>New backups will not hold them. A backup that was made before still does.</li>
        <li>Summaries that you saved or handed over do not change.</li>
        <li>
          Encrypted traces stay in this record’s files. This program no longer reads them, and
          nobody can without a way to open your record.
        </li>
        <li>{againWords(kind)}</li>
      </ul>
      <div className="phr-actions">
        <Button disabled={task.busy} onClick={onKeep}>
          Keep it
        </Button>
        <Button kind="warning" disabled={task.busy} onClick={() => void remove()}>
          {task.busy ? 'Removing…' : 'Remove it and its entries'}
        </Button>
      </div>
    </Page>
  );
}

function againWords(kind: SourceDetails['source']['kind']): string {
  return kind === 'server'
    ? 'You can fetch it again: add the service once more and sign in.'
    : 'You can add the same file again, if you still have it.';
}

/** How many entries of a source are in the record. */
function entryCountOf({ kinds }: SourceDetails): number {
  return kinds.reduce((sum, { count }) => sum + count, 0);
}
