import { useEffect, useState } from 'react';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import type { Result } from '../../../shared/base/result.ts';
import type { Vault } from '../../program/program.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import type { BackupStatus } from '../../vault/api/backup.ts';
import { BackUpNow } from './BackUpNow.tsx';
import { BackupFiles } from './BackupFiles.tsx';
import { BackupFolder } from './BackupFolder.tsx';
import { BackupState } from './BackupState.tsx';
import { RehearseStep } from './RehearseStep.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { settingsPages } from './settings-pages.ts';

type BackupsStep =
  | { readonly step: 'list' }
  | { readonly step: 'rehearse'; readonly fileName: string; readonly madeAt: string };

/** Where backups go, whether they work, and the proof of it. */
export function BackupsPage() {
  const [at, setAt] = useState<BackupsStep>({ step: 'list' });
  if (at.step === 'rehearse') {
    return (
      <RehearseStep
        fileName={at.fileName}
        madeAt={at.madeAt}
        onBack={() => {
          setAt({ step: 'list' });
        }}
      />
    );
  }
  return (
    <BackupsList
      onRehearse={(file) => {
        setAt({ step: 'rehearse', fileName: file.name, madeAt: file.madeAt });
      }}
    />
  );
}

type BackupsListProps = { readonly onRehearse: (file: BackupStatus['files'][number]) => void };

const askBackups = (): ((vault: Vault) => Promise<Result<BackupStatus>>) => (vault) =>
  vault.backups();

function BackupsList({ onRehearse }: BackupsListProps) {
  // Another function asks the vault again; the last answer stays to be seen meanwhile.
  const [ask, setAsk] = useState(askBackups);
  const read = useVaultRead(ask);
  const askAgain = () => {
    setAsk(askBackups);
  };
  const status = read.state === 'failed' ? undefined : read.value;
  useEffect(() => {
    if (status?.running !== true) return;
    // Nobody says when a backup that was begun by itself is over.
    const timer = setTimeout(() => {
      setAsk(askBackups);
    }, 1000);
    return () => {
      clearTimeout(timer);
    };
  }, [status]);
  return (
    <SettingsFrame title={settingsPages.backups.title}>
      <p className="phr-lede">
        An encrypted copy of everything in your record, made by itself after each change.
      </p>
      {read.state === 'failed' && <ProblemNotice problem={read.problem} />}
      {status !== undefined && (
        <>
          <BackupState status={status} />
          {status.ready && <BackUpNow running={status.running} onDone={askAgain} />}
          <BackupFolder folder={status.folder} onChanged={askAgain} />
          <BackupFiles files={status.files} onRehearse={onRehearse} />
          <WhatOpensThem />
        </>
      )}
    </SettingsFrame>
  );
}

function WhatOpensThem() {
  return (
    <Disclosure summary="What opens a backup?">
      <p>
        Your recovery kit, and nothing else: no passphrase does. On a computer without this program,
        the free program <strong>age</strong> and the kit are enough; the kit says how. Inside are
        your records as plain FHIR files.
      </p>
      <p>
        Keep the kit and the backups in different places: whoever has both can read your record.
        Whoever finds only the backups can read nothing, but could throw them away.
      </p>
    </Disclosure>
  );
}
