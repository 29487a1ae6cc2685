import { errorWords } from '../../program/error-words.ts';
import { useNavigation, type Route } from '../../program/navigation.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { BackupStatus } from '../../vault/api/backup.ts';
import type { Overview } from '../../vault/api/record.ts';
import { vaultNotices, type VaultNotice } from './vault-notices.ts';

const toBackups: Route = { screen: 'settings', page: 'backups' };

/** What to know about the record's own safety: damage, the recovery code, backups. */
export function VaultNotices({
  overview,
  backups,
}: {
  readonly overview: Overview;
  /** Absent until the vault has looked. */
  readonly backups: BackupStatus | undefined;
}) {
  return vaultNotices(overview, backups).map((notice) => (
    <OneNotice key={notice.kind} notice={notice} />
  ));
}

function OneNotice({ notice }: { readonly notice: VaultNotice }) {
  switch (notice.kind) {
    case 'damaged':
      return <Damage notice={notice} />;
    case 'recovery-unconfirmed':
      return (
        <Notice tone="care" title="You have not checked your recovery code yet">
          <p>Without it, a forgotten passphrase means that your record stays closed for good.</p>
          <GoTo route={{ screen: 'recovery' }}>Check the recovery code now</GoTo>
        </Notice>
      );
    case 'backups-not-begun':
      return (
        <Notice tone="care" title="There are no backups of your record yet">
          <p>Type your recovery code once, and they begin.</p>
          <GoTo route={{ screen: 'recovery' }}>Type the recovery code now</GoTo>
        </Notice>
      );
    case 'backup-failed':
      return (
        <Notice
          tone="care"
          title={
            notice.lastWorked === undefined
              ? 'No backup has worked yet'
              : `No backup has worked since ${notice.lastWorked}`
          }
        >
          <p>{errorWords[notice.code].title}.</p>
          <GoTo route={toBackups}>See what to do</GoTo>
        </Notice>
      );
  }
}

type DamageNotice = Extract<VaultNotice, { kind: 'damaged' }>;

function Damage({ notice }: { readonly notice: DamageNotice }) {
  return (
    <Notice tone="danger" title="A part of your record cannot be opened">
      <p>Missing: {notice.what}. Everything else can be used as before.</p>
      <WayToMend backup={notice.backup} />
    </Notice>
  );
}

function WayToMend({ backup }: Pick<DamageNotice, 'backup'>) {
  const { go } = useNavigation();
  if (backup === 'looking') return <p>Looking for a backup…</p>;
  if (backup === 'none') {
    return (
      <>
        <p>No backup to put it back from was found in the backup folder.</p>
        <GoTo route={{ screen: 'mend' }}>Choose a backup from somewhere else</GoTo>
      </>
    );
  }
  return (
    <div className="phr-actions">
      <Button
        kind="secondary"
        onClick={() => {
          go({ screen: 'mend' });
        }}
      >
        Mend from the backup of {backup.madeOn}
      </Button>
    </div>
  );
}

function GoTo({ route, children }: { readonly route: Route; readonly children: string }) {
  const { go } = useNavigation();
  return (
    <p>
      <LinkButton
        onClick={() => {
          go(route);
        }}
      >
        {children}
      </LinkButton>
    </p>
  );
}
