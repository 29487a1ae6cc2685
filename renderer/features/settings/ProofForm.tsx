import type { ReactNode } from 'react';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { ProofField } from './ProofField.tsx';
import type { Asking } from './use-asking.ts';

type ProofFormProps = {
  readonly asking: Asking;
  readonly onSend: () => void;
  /** What the button says, and what it says while the work runs. */
  readonly words: { readonly send: string; readonly busy: string };
  readonly warning?: boolean;
  readonly onCancel: () => void;
  /** The fields that come after the proof. */
  readonly children?: ReactNode;
};

/** A form that begins with the passphrase, or the recovery code, typed again. */
export function ProofForm({
  asking,
  onSend,
  words,
  warning = false,
  onCancel,
  children,
}: ProofFormProps) {
  const { task, proof, setProof, asked, area } = asking;
  return (
    <form
      className="phr-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <ProblemNotice problem={task.problem} />
      <div ref={area}>
        <ProofField proof={proof} onChange={setProof} asked={asked} />
        {children}
      </div>
      <div className="phr-actions">
        <Button submit kind={warning ? 'warning' : 'main'} disabled={task.busy}>
          {task.busy ? words.busy : words.send}
        </Button>
        <LinkButton block disabled={task.busy} onClick={onCancel}>
          Cancel
        </LinkButton>
      </div>
    </form>
  );
}
