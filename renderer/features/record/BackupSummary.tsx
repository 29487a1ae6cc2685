import { useNavigation } from '../../program/navigation.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { localDateTime } from '../../ui/local-time.ts';
import type { BackupStatus } from '../../vault/api/backup.ts';

/** When the last backup worked, and whether it would outlive this computer. Nothing where none has worked yet. */
export function BackupSummary({ backups }: { readonly backups: BackupStatus }) {
  const { go } = useNavigation();
  if (backups.last === undefined) return null;
  const isHereOnly = backups.folder === undefined;
  return (
    <section className="phr-section" aria-labelledby="last-backup">
      <h2 className="nhsuk-heading-m" id="last-backup">
        Last backup
      </h2>
      <p className="phr-body">
        {localDateTime(backups.last.at)}.{' '}
        {isHereOnly && 'It is on this computer only: if the computer is lost, so is the backup. '}
        <LinkButton
          onClick={() => {
            go({ screen: 'settings', page: 'backups' });
          }}
        >
          {isHereOnly ? 'Choose another disk' : 'See all'}
        </LinkButton>
      </p>
    </section>
  );
}
