import { useState } from 'react';
import type { Discovery } from '../../../shared/ipc/contract.ts';
import { useProgram } from '../../app/program.ts';
import { ChooseSourceStep } from './ChooseSourceStep.tsx';
import { HeldStep } from './HeldStep.tsx';
import type { KnownSource } from './known-source.ts';
import { KnownSourceStep } from './KnownSourceStep.tsx';
import { ResultStep } from './ResultStep.tsx';
import { RunningStep } from './RunningStep.tsx';
import { ServerStep } from './ServerStep.tsx';
import { downloadJob, filesJob } from './ingest-jobs.ts';
import { useIngest } from './use-ingest.ts';

type ConnectScreenProps = {
  /** A source that is there already and is to be fetched again. */
  readonly again: KnownSource | undefined;
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
  if (ingest.state === 'done') {
    return (
      <ResultStep
        outcomes={ingest.outcomes}
        onMore={startOver}
        onServer={(found, lapsed) => {
          reset();
          setKnown(lapsed);
          setServer(found);
        }}
      />
    );
  }
  if (server !== undefined) {
    return (
      <ServerStep
        server={server}
        {...(known === undefined ? {} : { again: known.id })}
        onReady={(id) => void start(downloadJob(vault, id, server.name))}
        onBack={startOver}
      />
    );
  }
  if (known !== undefined) {
    return (
      <KnownSourceStep
        known={known}
        onFetch={() => void start(downloadJob(vault, known.id, known.name))}
        onServer={setServer}
        onOther={startOver}
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
