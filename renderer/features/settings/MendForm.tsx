import { useState } from 'react';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { wholenessWords } from '../../program/backup-choice.ts';
import { problemOf, type Problem } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { Button } from '../../ui/Button.tsx';
import { Radios } from '../../ui/Choice.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { localDateTime } from '../../ui/local-time.ts';
import { Notice } from '../../ui/Notice.tsx';
import type { BackupFile, BackupRef, ChosenBackup, Mended } from '../../vault/api/backup.ts';
import { CodeForm } from './CodeForm.tsx';
import { WorkProgress } from './WorkProgress.tsx';
import { noParts } from './work-progress.ts';

export type MendingDone = {
  readonly mended: Mended;
  readonly fileName: string;
  readonly code: string;
};

type MendFormProps = {
  /** The best first. */
  readonly backups: readonly BackupFile[];
  readonly codeBefore: string;
  readonly onMended: (done: MendingDone) => void;
  readonly onCancel: () => void;
};

/** Which backup to mend from, the best one chosen already, and the code that opens it. */
export function MendForm({ backups, codeBefore, onMended, onCancel }: MendFormProps) {
  const { vault, main } = useProgram();
  const [parts, setParts] = useState(noParts);
  const [name, setName] = useState(backups[0]?.name);
  const [elsewhere, setElsewhere] = useState<ChosenBackup>();
  const listed = backups.find((backup) => backup.name === name);
  const mendFrom = async (
    backup: BackupRef,
    fileName: string,
    code: string,
  ): Promise<Problem | undefined> => {
    const answer = await vault.mend({ backup, code }, setParts);
    if (!answer.ok) return problemOf(answer);
    if ('handle' in backup) await main('stream:close', { id: backup.handle });
    onMended({ mended: answer.value, fileName, code });
    return undefined;
  };
  const chosen =
    elsewhere ?? (listed === undefined ? undefined : { fileName: listed.name, name: listed.name });
  return (
    <>
      {chosen === undefined ? (
        <Notice tone="care" title="There is no backup of this record in the backup folder">
          <p>
            What is whole in your record stays usable. If you have a backup elsewhere, choose it.
            You can also fetch again from your services.
          </p>
        </Notice>
      ) : (
        <p className="phr-lede">
          What is missing is looked for in{' '}
          {elsewhere === undefined && listed !== undefined
            ? `the backup of ${localDateTime(listed.madeAt)}`
            : `the file ${chosen.name}`}{' '}
          and put back. What is whole stays as it is.
        </p>
      )}
      <OtherBackups
        backups={backups}
        name={elsewhere === undefined ? name : undefined}
        onName={(other) => {
          setElsewhere(undefined);
          setName(other);
        }}
        onElsewhere={setElsewhere}
      />
      {chosen !== undefined && (
        <CodeForm
          words={{ send: 'Mend my record', busy: 'Mending…' }}
          typedBefore={codeBefore}
          progress={<WorkProgress doing="Opening the backup and putting back" parts={parts} />}
          onCode={(code) => mendFrom(chosen, chosen.name, code)}
          onCancel={onCancel}
        />
      )}
    </>
  );
}

type OtherBackupsProps = {
  readonly backups: readonly BackupFile[];
  readonly name: string | undefined;
  readonly onName: (name: string) => void;
  readonly onElsewhere: (chosen: ChosenBackup) => void;
};

/** All that can be mended from; folded where there is something to begin with. */
function OtherBackups({ backups, name, onName, onElsewhere }: OtherBackupsProps) {
  const { vault } = useProgram();
  const task = useTask();
  const chooseFile = () =>
    task.run(async () => {
      const answer = await vault.chooseBackup();
      if (answer.ok && answer.value !== null) onElsewhere(answer.value);
      return problemOf(answer);
    });
  const file = (
    <div className="phr-actions">
      <Button kind="secondary" disabled={task.busy} onClick={() => void chooseFile()}>
        Choose a backup file
      </Button>
    </div>
  );
  if (backups.length === 0) {
    return (
      <>
        <ProblemNotice problem={task.problem} />
        {file}
      </>
    );
  }
  return (
    <>
      <ProblemNotice problem={task.problem} />
      <Disclosure summary="Use another backup">
        <Radios
          legend="Backups that are there"
          options={backups.map((backup) => ({
            value: backup.name,
            label: `Made on ${localDateTime(backup.madeAt)}`,
            hint: wholenessWords(backup),
          }))}
          value={name}
          onChange={onName}
        />
        {file}
      </Disclosure>
    </>
  );
}
