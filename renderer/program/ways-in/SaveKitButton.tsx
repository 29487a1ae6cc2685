import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PrintButton } from '../print/PrintButton.tsx';
import { ProblemNotice } from '../ProblemNotice.tsx';
import { problemOf } from '../problem.ts';
import { useProgram } from '../program.ts';
import { useTask } from '../use-task.ts';
import { saveKit } from './save-kit.ts';

/** Saves the recovery kit of a code as a PDF to print, and says what must become of the file. */
export function SaveKitButton({ code }: { readonly code: string }) {
  const program = useProgram();
  const task = useTask();
  const [saved, setSaved] = useState(false);
  const save = () =>
    task.run(async () => {
      const kit = await saveKit(program, code);
      if ('problem' in kit) return kit.problem;
      if (kit.outcome === 'saved') setSaved(true);
      return undefined;
    });
  return (
    <>
      <ProblemNotice problem={task.problem} />
      {saved && (
        <Notice tone="care" title="The kit is saved. Print it now, then delete the file" announce>
          <p>
            Whoever has the file can open your record and your backups. Empty the recycle bin as
            well. Keep the paper somewhere safe, away from this computer.
          </p>
        </Notice>
      )}
      <div className="phr-actions">
        <Button kind="secondary" disabled={task.busy} onClick={() => void save()}>
          {saved ? 'Save the kit again' : 'Save the kit as PDF'}
        </Button>
        <PrintButton
          disabled={task.busy}
          printable={async () => {
            const kit = await program.vault.recoveryKit({ code });
            return kit.ok ? { kind: 'pdf', bytes: kit.value } : { problem: problemOf(kit) };
          }}
        >
          Print the kit
        </PrintButton>
      </div>
    </>
  );
}
