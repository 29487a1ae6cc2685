import { useState } from 'react';
import type { SourceId } from '../../../shared/record/card.ts';
import type { Discovery } from '../../../shared/ipc/contract.ts';
import { useProgram } from '../../app/program.ts';
import { ChooseSourceStep } from './ChooseSourceStep.tsx';
import { FetchAgainStep } from './FetchAgainStep.tsx';
import { HeldStep } from './HeldStep.tsx';
import { ResultStep } from './ResultStep.tsx';
import { RunningStep } from './RunningStep.tsx';
import { ServerStep } from './ServerStep.tsx';
import { downloadJob, filesJob } from './ingest-jobs.ts';
import { useIngest } from './use-ingest.ts';

type ConnectScreenProps = {
  /** A source that is there already and is to be fetched again. */
  readonly again: { readonly id: SourceId; readonly name: string } | undefined;
};

/** Adding records: from a service by its address, or from files. */
export function ConnectScreen({ again }: ConnectScreenProps) {
  const { vault } = useProgram();
  const [server, setServer] = useState<Discovery>();
  const [known, setKnown] = useState(again);
  const { ingest, start, startFiles, reset } = useIngest();
  const startOver = () => {
    setServer(undefined);
    setKnown(undefined);
    reset();
  };

  if (ingest.state === 'running')
    return <RunningStep job={ingest.job} progress={ingest.progress} />;
  if (ingest.state === 'held') return <HeldStep held={ingest} />;
  if (ingest.state === 'done') return <ResultStep outcomes={ingest.outcomes} onMore={startOver} />;
  if (known !== undefined) {
    return (
      <FetchAgainStep
        name={known.name}
        onFetch={() => void start(downloadJob(vault, known.id, known.name))}
        onOther={startOver}
      />
    );
  }
  if (server !== undefined) {
    return (
      <ServerStep
        server={server}
        onReady={(id) => void start(downloadJob(vault, id, server.name))}
        onBack={startOver}
      />
    );
  }
  return (
    <ChooseSourceStep
      onServer={setServer}
      onFiles={(files) => void startFiles(filesJob(vault, files))}
    />
  );
}
