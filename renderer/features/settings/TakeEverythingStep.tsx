import { useState } from 'react';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Choice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Taken } from '../../vault/api/backup.ts';
import { countWords } from '../../ui/type-words.ts';
import { SettingsFrame } from './SettingsFrame.tsx';
import { WorkProgress } from './WorkProgress.tsx';
import { thereWords } from './backup-words.ts';
import { noParts } from './work-progress.ts';

/** Everything as plain files, after a clear warning. */
export function TakeEverythingStep({ onBack }: { readonly onBack: () => void }) {
  const { vault } = useProgram();
  const task = useTask();
  const [understood, setUnderstood] = useState(false);
  const [parts, setParts] = useState(noParts);
  const [taken, setTaken] = useState<Taken>();
  const save = () =>
    task.run(async () => {
      setTaken(undefined);
      setParts(noParts);
      const answer = await vault.takeEverything(setParts);
      if (answer.ok && answer.value !== null) setTaken(answer.value);
      return problemOf(answer);
    });
  return (
    <SettingsFrame title="Take everything with me" back={{ words: 'Leaving', go: onBack }}>
      <p className="phr-lede">
        One ZIP file with all your records as FHIR, sorted by source, and your documents. Your
        record here stays as it is.
      </p>
      <Notice tone="danger" title="Anyone who gets this file can read your whole health record">
        <p>
          It is not encrypted, and sensitive entries are in it too. Save it where only you can reach
          it, such as a USB stick that you keep. Do not send it by e-mail. To keep a safe copy, use
          backups instead.
        </p>
      </Notice>
      <div className="nhsuk-form-group">
        <Checkbox
          label="I understand that this file is not protected"
          checked={understood}
          onChange={setUnderstood}
        />
      </div>
      <ProblemNotice problem={task.problem} />
      {task.busy && <WorkProgress doing="Writing your files" parts={parts} />}
      {taken !== undefined && <Saved taken={taken} />}
      <div className="phr-actions">
        <Button disabled={task.busy || !understood} onClick={() => void save()}>
          {task.busy ? 'Writing…' : 'Choose where to save it'}
        </Button>
        <LinkButton block disabled={task.busy} onClick={onBack}>
          Cancel
        </LinkButton>
      </div>
    </SettingsFrame>
  );
}

function Saved({ taken }: { readonly taken: Taken }) {
  return (
    <Notice tone="good" title={`Saved as ${taken.fileName}`} announce>
      <p>It holds {thereWords(taken)}. Your record here is unchanged.</p>
      {taken.missing > 0 && (
        <p>
          {countWords(taken.missing, 'part', 'parts')} of your record could not be opened and{' '}
          {taken.missing === 1 ? 'is' : 'are'} not in it.
        </p>
      )}
    </Notice>
  );
}
