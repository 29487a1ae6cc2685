import { useEffect, useRef, useState } from 'react';
import type { Discovery } from '../../../shared/ipc/contract.ts';
import { useProgram } from '../../app/program.ts';
import { ChooseSourceStep } from './ChooseSourceStep.tsx';
import { HeldStep } from './HeldStep.tsx';
import type { FetchAgain } from '../../app/navigation.ts';
import type { KnownSource } from './known-source.ts';
import { ResultStep } from './ResultStep.tsx';
import { RunningStep } from './RunningStep.tsx';
import { SignInAgainStep } from './SignInAgainStep.tsx';
import { ServerStep } from './ServerStep.tsx';
import { downloadJob, filesJob } from './ingest-jobs.ts';
import { useIngest } from './use-ingest.ts';

type ConnectScreenProps = {
  /** A source that is there already, and is fetched or signed in to again. */
  readonly again: FetchAgain | undefined;
};

/** Adding records: from a service by its address, or from files. */
export function ConnectScreen({ again }: ConnectScreenProps) {
  const { vault } = useProgram();
  const [server, setServer] = useState<Discovery>();
  const [known, setKnown] = useState<KnownSource | undefined>(again);
  const { ingest, start, startFiles, reset } = useIngest();
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || again === undefined || again.how === 'sign-in') return;
    begun.current = true;
    void start(downloadJob(vault, again));
  });
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
        onReady={(id) => void start(downloadJob(vault, { id, name: server.name }))}
        onBack={startOver}
      />
    );
  }
  if (known !== undefined) {
    return <SignInAgainStep known={known} onServer={setServer} />;
  }
  return (
    <ChooseSourceStep
      onServer={setServer}
      onFiles={(files) => void startFiles(filesJob(vault, files))}
    />
  );
}
