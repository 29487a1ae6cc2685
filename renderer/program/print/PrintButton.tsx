import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { ProblemNotice } from '../ProblemNotice.tsx';
import type { Problem } from '../problem.ts';
import { useProgram } from '../program.ts';
import { useTask } from '../use-task.ts';
import { print, type Printable } from './print.ts';

type PrintButtonProps = {
  readonly children: string;
  /** What of several things on the page it prints, for who cannot see it. */
  readonly what?: string;
  /** What is printed, made when it is asked for. */
  readonly printable: () => Promise<Printable | { readonly problem: Problem | undefined }>;
  /** What must follow once it went to the printer. */
  readonly onPrinted?: () => Promise<Problem | undefined>;
  readonly disabled?: boolean;
};

/** Prints by the system's own dialog, and says how it went. */
export function PrintButton({ children, what, printable, ...props }: PrintButtonProps) {
  const program = useProgram();
  const task = useTask();
  const [isPrinted, setIsPrinted] = useState(false);
  const start = () =>
    task.run(async () => {
      setIsPrinted(false);
      const made = await printable();
      if ('problem' in made) return made.problem;
      const outcome = await print(program, made);
      if (outcome.kind === 'problem') return outcome.problem;
      if (outcome.kind === 'not-printed') return undefined;
      setIsPrinted(true);
      return props.onPrinted?.();
    });
  return (
    <div className="phr-print">
      <ProblemNotice problem={task.problem} />
      <Button
        kind="secondary"
        disabled={task.busy || props.disabled === true}
        onClick={() => void start()}
      >
        {task.busy ? 'Getting it ready to print…' : children}
        {what !== undefined && <span className="nhsuk-u-visually-hidden"> {what}</span>}
      </Button>
      <p className="phr-small" role="status">
        {isPrinted && 'Sent to the printer.'}
      </p>
    </div>
  );
}
