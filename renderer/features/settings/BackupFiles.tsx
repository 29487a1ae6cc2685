import { wholenessWords } from '../../program/backup-choice.ts';
import { sizeWords } from '../../program/backup-files.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { localDateTime } from '../../ui/local-time.ts';
import type { BackupFile } from '../../vault/api/backup.ts';

type BackupFilesProps = {
  readonly files: readonly BackupFile[];
  readonly onRehearse: (file: BackupFile) => void;
};

/** The backups that are in the folder now, newest first, each to be tried out. */
export function BackupFiles({ files, onRehearse }: BackupFilesProps) {
  if (files.length === 0) return null;
  return (
    <section className="phr-section" aria-labelledby="backups">
      <h2 className="nhsuk-heading-m" id="backups">
        Backups that are there
      </h2>
      <table className="phr-table">
        <caption className="nhsuk-u-visually-hidden">Backups, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Made</th>
            <th scope="col">Size</th>
            <th scope="col">Is it whole?</th>
            <th scope="col">Does it work?</th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.name}>
              <th scope="row">
                {localDateTime(file.madeAt)}
                <span className="phr-choice__detail">{file.name}</span>
              </th>
              <td>{sizeWords(file.bytes)}</td>
              <td>{wholenessWords(file)}</td>
              <td>
                <LinkButton
                  onClick={() => {
                    onRehearse(file);
                  }}
                >
                  Rehearse
                  <span className="nhsuk-u-visually-hidden">
                    {' '}
                    bringing back the backup of {localDateTime(file.madeAt)}
                  </span>
                </LinkButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="phr-small phr-quiet">
        The newest five are kept, and the newest of each of the last six months. While the newest is
        not whole, no whole one is taken away.
      </p>
    </section>
  );
}
