import { useState, type ReactNode } from 'react';
import { CodeField } from '../../ui/CodeField.tsx';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import type { Problem } from '../../program/problem.ts';
import { useTask } from '../../program/use-task.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';

type CodeFormProps = {
  readonly words: { readonly send: string; readonly busy: string };
  readonly onCode: (code: string) => Promise<Problem | undefined>;
  readonly onCancel?: () => void;
  /** Where it was typed a moment ago for the same thing. */
  readonly typedBefore?: string;
  /** Drawn while the work runs: how far it has come. */
  readonly progress?: ReactNode;
};

/** The recovery code, typed from the paper, for something that needs it. */
export function CodeForm({ words, onCode, onCancel, progress, typedBefore = '' }: CodeFormProps) {
  const task = useTask();
  const [code, setCode] = useState(typedBefore);
  const [asked, setAsked] = useState(false);
  const send = async () => {
    setAsked(true);
    if (code.trim() !== '') await task.run(() => onCode(code));
  };
  return (
    <form
      className="phr-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ProblemNotice problem={task.problem} />
      <CodeField
        value={code}
        onChange={setCode}
        error={asked && code.trim() === '' ? 'Type your recovery code.' : undefined}
      />
      {task.busy && progress}
      <div className="phr-actions">
        <Button submit disabled={task.busy}>
          {task.busy ? words.busy : words.send}
        </Button>
        {onCancel !== undefined && (
          <LinkButton block disabled={task.busy} onClick={onCancel}>
            Cancel
          </LinkButton>
        )}
      </div>
    </form>
  );
}
