import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useNavigation, type OnlyEntries } from '../../program/navigation.ts';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { ClaimAll } from './SetAside.tsx';
import { Button, LinkButton } from '../../ui/Button.tsx';

/** Says that only some entries are shown, and leads back to all of them. */
export function OnlyNotice({ only }: { readonly only: OnlyEntries }) {
  const { vault } = useProgram();
  const { go } = useNavigation();
  const task = useTask();
  const mark = () =>
    task.run(async () => {
      const answer = await vault.markSeen();
      if (answer.ok) go({ screen: 'overview' });
      return problemOf(answer);
    });
  return (
    <>
      <ProblemNotice problem={task.problem} />
      {only.what === 'not-supplied' && (
        <p className="phr-body">
          {only.source.name} does not give these any more. They stay in your record.
        </p>
      )}
      {only.what === 'set-aside' && <SetAsideWords only={only} />}
      <div className="phr-actions">
        {only.what === 'news' && (
          <Button kind="secondary" small disabled={task.busy} onClick={() => void mark()}>
            Mark as seen
          </Button>
        )}
        <LinkButton
          block
          onClick={() => {
            go({ screen: 'record' });
          }}
        >
          Show the whole record
        </LinkButton>
      </div>
    </>
  );
}

function SetAsideWords({ only }: { readonly only: Extract<OnlyEntries, { what: 'set-aside' }> }) {
  return (
    <>
      <p className="phr-body">
        These came with your records, and are or may be about someone else. They are in none of your
        lists and in no summary. Nothing of them was deleted.
      </p>
      {only.source !== undefined && <ClaimAll source={only.source} />}
    </>
  );
}
