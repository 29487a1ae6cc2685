import { useState } from 'react';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { Button } from '../../ui/Button.tsx';
import { WorkProgress } from './WorkProgress.tsx';
import { noParts } from './work-progress.ts';

type BackUpNowProps = {
  /** One is being made already. */
  readonly running: boolean;
  readonly onDone: () => void;
};

/** A backup at once, because somebody wants to see it work. */
export function BackUpNow({ running, onDone }: BackUpNowProps) {
  const { vault } = useProgram();
  const task = useTask();
  const [parts, setParts] = useState(noParts);
  const start = () =>
    task.run(async () => {
      setParts(noParts);
      const made = await vault.backUpNow(setParts);
      onDone();
      return problemOf(made);
    });
  return (
    <>
      <ProblemNotice problem={task.problem} />
      {task.busy && <WorkProgress doing="Backing up" parts={parts} />}
      <div className="phr-actions">
        <Button disabled={task.busy || running} onClick={() => void start()}>
          {task.busy || running ? 'Backing up…' : 'Back up now'}
        </Button>
      </div>
    </>
  );
}
