import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import type { Problem } from '../../program/problem.ts';
import { CodeField } from '../../ui/CodeField.tsx';
import { GateFrame, type GateLink } from './GateFrame.tsx';

type CodeStepProps = {
  readonly typedBefore: string;
  /** What was wrong with the code typed before. */
  readonly problem: Problem | undefined;
  readonly back: GateLink;
  readonly onTyped: (code: string) => void;
};

/** The code from the recovery kit, which opens the backup. */
export function CodeStep({ typedBefore, problem, back, onTyped }: CodeStepProps) {
  const [typed, setTyped] = useState(typedBefore);
  return (
    <GateFrame title="Type your recovery code" above="Step 2 of 4" back={back}>
      <p className="phr-body">
        It stands on your recovery kit, or on the paper on which you wrote it down. It opens the
        backup; your passphrase does not.
      </p>
      <ProblemNotice problem={problem} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') onTyped(typed);
        }}
      >
        <CodeField value={typed} onChange={setTyped} />
        <div className="phr-actions">
          <Button submit>Continue</Button>
        </div>
      </form>
    </GateFrame>
  );
}
