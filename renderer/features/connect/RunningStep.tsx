import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { countWords, typeWords } from '../../ui/type-words.ts';
import { askedToWaitWords } from '../../ui/wait-words.ts';
import type { Progress } from '../../vault/api/files.ts';
import type { Running } from './use-ingest.ts';

type RunningStepProps = { readonly job: Running; readonly progress: Progress | undefined };

/** A download or a file on its way in: what is being fetched now, and a way to stop. */
export function RunningStep({ job, progress }: RunningStepProps) {
  const { cancel, source } = job;
  const isFile = source === undefined;
  const [stopping, setStopping] = useState(false);
  return (
    <Page title={isFile ? `Reading ${job.name}` : `Fetching from ${job.name}`}>
      <ProgressBar
        words={progressWords(progress, isFile)}
        done={progress?.jobsDone ?? 0}
        total={progress?.jobsTotal ?? 0}
      />
      {progress?.waitsUntil !== undefined && (
        <Notice title={askedToWaitWords(progress.waitsUntil)} announce />
      )}
      <p className="phr-body phr-quiet">
        {countWords(progress?.received ?? 0, 'entry', 'entries')} so far
        {isFile ? '.' : ', each encrypted as it arrives.'}
      </p>
      <div className="phr-actions">
        <Button
          kind="secondary"
          disabled={stopping}
          onClick={() => {
            setStopping(true);
            cancel();
          }}
        >
          {stopping ? 'Stopping…' : 'Cancel'}
        </Button>
      </div>
      {isFile && (
        <p className="phr-small phr-quiet">
          If you cancel, what is in your record by then stays, and we show which files were left.
        </p>
      )}
    </Page>
  );
}

/** "Fetching test results and measurements, 3 of 14" */
function progressWords(progress: Progress | undefined, isFile: boolean): string {
  if (progress === undefined || progress.jobsTotal === 0)
    return isFile ? 'Reading the file…' : 'Asking what there is…';
  const verb = isFile ? 'Reading' : 'Fetching';
  const position = Math.min(progress.jobsDone + 1, progress.jobsTotal);
  const place = progress.jobsTotal > 1 ? `, ${position} of ${progress.jobsTotal}` : '';
  return `${verb} ${typeWords(progress.doing)}${place}`;
}
