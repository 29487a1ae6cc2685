import { useState } from 'react';
import { useProgram } from '../../program/program.ts';
import { problemOf } from '../../program/problem.ts';
import { localDateTime } from '../../ui/local-time.ts';
import type { Rehearsal } from '../../vault/api/backup.ts';
import { CodeForm } from './CodeForm.tsx';
import { FindingNotice } from './FindingNotice.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { WorkProgress } from './WorkProgress.tsx';
import { rehearsalWords } from './backup-words.ts';
import { noParts } from './work-progress.ts';

type RehearseStepProps = {
  readonly fileName: string;
  readonly madeAt: string;
  readonly onBack: () => void;
};

/** A restore as in earnest, without storing anything: it proves the backup and the paper. */
export function RehearseStep({ fileName, madeAt, onBack }: RehearseStepProps) {
  const { vault } = useProgram();
  const [parts, setParts] = useState(noParts);
  const [found, setFound] = useState<Rehearsal>();
  return (
    <SettingsFrame title="Rehearse bringing back a backup" back={{ words: 'Backups', go: onBack }}>
      <p className="phr-lede">
        This opens the backup of {localDateTime(madeAt)} with the code from your paper and compares
        everything in it with your record. Nothing is changed.
      </p>
      {found !== undefined && <FindingNotice finding={rehearsalWords(found)} />}
      <CodeForm
        words={{ send: 'Rehearse', busy: 'Rehearsing…' }}
        progress={<WorkProgress doing="Opening and comparing" parts={parts} />}
        onCode={async (code) => {
          setFound(undefined);
          const answer = await vault.rehearse({ backup: { fileName }, code }, setParts);
          if (answer.ok) setFound(answer.value);
          return problemOf(answer);
        }}
        onCancel={onBack}
      />
    </SettingsFrame>
  );
}
