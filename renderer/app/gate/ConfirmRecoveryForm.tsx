import { useState } from 'react';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { CodeField } from '../../ui/CodeField.tsx';

type ConfirmRecoveryFormProps = {
  readonly onConfirmed: () => void;
  readonly onLater: () => void;
  readonly laterWords: string;
};

/** The recovery code typed back, to be sure that what is on paper opens the record. */
export function ConfirmRecoveryForm({
  onConfirmed,
  onLater,
  laterWords,
}: ConfirmRecoveryFormProps) {
  const { vault } = useProgram();
  const task = useTask();
  const [typed, setTyped] = useState('');
  const confirm = () =>
    task.run(async () => {
      const confirmed = await vault.confirmRecoveryCode(typed);
      if (confirmed.ok) onConfirmed();
      return problemOf(confirmed);
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <ProblemNotice problem={task.problem} />
      <CodeField value={typed} onChange={setTyped} />
      <div className="phr-actions">
        <Button submit disabled={task.busy}>
          Check the code
        </Button>
        <LinkButton block onClick={onLater}>
          {laterWords}
        </LinkButton>
      </div>
    </form>
  );
}
