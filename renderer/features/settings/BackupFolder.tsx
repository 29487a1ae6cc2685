import type { Result } from '../../../shared/base/result.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import type { BackupStatus } from '../../vault/api/backup.ts';

type BackupFolderProps = {
  /** The folder that was chosen; absent: the program's own. */
  readonly folder: string | undefined;
  readonly onChanged: () => void;
};

/** Where backups go, and a better place. */
export function BackupFolder({ folder, onChanged }: BackupFolderProps) {
  const { vault } = useProgram();
  const task = useTask();
  const change = (work: () => Promise<Result<BackupStatus | null>>) =>
    task.run(async () => {
      const changed = await work();
      if (changed.ok && changed.value !== null) onChanged();
      return problemOf(changed);
    });
  return (
    <section className="phr-section" aria-labelledby="where">
      <h2 className="nhsuk-heading-m" id="where">
        Where they go
      </h2>
      <ProblemNotice problem={task.problem} />
      {folder === undefined ? (
        <p className="phr-body">
          Into the program’s own folder on this computer. If the computer is lost or its disk
          breaks, they are lost with it. Choose a folder on another disk, such as a USB stick.
        </p>
      ) : (
        <p className="phr-body">
          Into the folder <span className="phr-path">{folder}</span>
        </p>
      )}
      <div className="phr-actions">
        <Button
          kind="secondary"
          disabled={task.busy}
          onClick={() => void change(() => vault.chooseBackupFolder())}
        >
          {folder === undefined ? 'Choose a folder' : 'Choose another folder'}
        </Button>
        {folder !== undefined && (
          <LinkButton
            block
            disabled={task.busy}
            onClick={() => void change(() => vault.useOwnBackupFolder())}
          >
            Use the program’s own folder again
          </LinkButton>
        )}
      </div>
    </section>
  );
}
