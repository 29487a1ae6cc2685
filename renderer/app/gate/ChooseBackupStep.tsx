import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { localDateTime } from '../../ui/local-time.ts';
import type { BackupFile, ChosenBackup } from '../../vault/api/backup.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf, type Problem } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { GateFrame, type GateLink } from './GateFrame.tsx';
import { sizeWords } from '../../program/backup-files.ts';
import { useBackupFiles } from './use-backup-files.ts';

type ChooseBackupStepProps = {
  /** What was wrong with the file chosen before. */
  readonly problem: Problem | undefined;
  readonly back: GateLink;
  readonly onChosen: (backup: ChosenBackup) => void;
};

/** Which backup to bring back: one of the program's own folder, or any file. */
export function ChooseBackupStep({ problem, back, onChosen }: ChooseBackupStepProps) {
  const { vault, main } = useProgram();
  const task = useTask();
  const files = useBackupFiles();
  const openListed = ({ name }: BackupFile) =>
    task.run(async () => {
      const opened = await main('backup:read-begin', { fileName: name });
      if (opened.ok) onChosen({ ...opened.value, handle: opened.value.id });
      return problemOf(opened);
    });
  const chooseFile = () =>
    task.run(async () => {
      const chosen = await vault.chooseBackup();
      if (chosen.ok && chosen.value !== null) onChosen(chosen.value);
      return problemOf(chosen);
    });
  return (
    <GateFrame title="Bring back a backup" above="Step 1 of 4" back={back}>
      <p className="phr-lede">
        A record is made from the backup, on this computer. Nothing that is here is changed.
      </p>
      <ProblemNotice problem={task.busy ? undefined : (task.problem ?? problem)} />
      {files.length > 0 && (
        <>
          <h2 className="nhsuk-heading-m">Backups on this computer</h2>
          <BackupList
            files={files}
            disabled={task.busy}
            onChoose={(file) => void openListed(file)}
          />
        </>
      )}
      <h2 className="nhsuk-heading-m">
        {files.length > 0 ? 'A backup from somewhere else' : 'Where is the backup?'}
      </h2>
      <p className="phr-body">
        On a stick, another disk or another computer: the file’s name begins with “phr-backup” and
        ends with “.age”. Mostly the newest one holds the most. You are told if something is missing
        in it; then try an older one.
      </p>
      <div className="phr-actions">
        <Button
          kind={files.length > 0 ? 'secondary' : 'main'}
          disabled={task.busy}
          onClick={() => void chooseFile()}
        >
          Choose a file
        </Button>
      </div>
    </GateFrame>
  );
}

function BackupList({
  files,
  disabled,
  onChoose,
}: {
  readonly files: readonly BackupFile[];
  readonly disabled: boolean;
  readonly onChoose: (file: BackupFile) => void;
}) {
  return (
    <ul className="phr-people" aria-label="Backups on this computer">
      {files.map((file, index) => (
        <li key={file.name}>
          <button
            type="button"
            className="phr-person-choice"
            disabled={disabled}
            onClick={() => {
              onChoose(file);
            }}
          >
            <Icon name="clock" size={28} />
            <span>
              <span className="phr-person-choice__name">{localDateTime(file.madeAt)}</span>
              <span className="phr-person-choice__state">
                {sizeWords(file.bytes)}
                {index === 0 && ', the newest'}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
