import { useEffectEvent, useLayoutEffect, useState } from 'react';
import type { Discovery } from '../../../shared/ipc/provider.ts';
import { useProgram } from '../../program/program.ts';
import type { ChosenFile } from '../../ui/chosen-files.ts';
import { HaveStep } from './HaveStep.tsx';
import { HeldStep } from './HeldStep.tsx';
import type { FetchAgain, Have } from '../../program/navigation.ts';
import type { KnownSource } from './known-source.ts';
import { LinkStep } from './LinkStep.tsx';
import { PersonInFileStep } from './PersonInFileStep.tsx';
import { ResultStep } from './ResultStep.tsx';
import { RunningStep } from './RunningStep.tsx';
import { SignInAgainStep } from './SignInAgainStep.tsx';
import { ServerStep } from './ServerStep.tsx';
import { downloadJob, filesJob, linkJob } from './ingest-jobs.ts';
import { useIngest } from './use-ingest.ts';
import { WhatYouHaveStep } from './WhatYouHaveStep.tsx';

type ConnectScreenProps = {
  /** What the person has already said that they have. */
  readonly have: Have | undefined;
  /** A source that is there already, and is fetched or signed in to again. */
  readonly again: FetchAgain | undefined;
  /** Files that were dropped on the window, and are to be taken in at once. */
  readonly dropped: readonly ChosenFile[];
};

/** Adding records: what the person has, and what comes of it. */
export function ConnectScreen({ have: given, again, dropped }: ConnectScreenProps) {
  const { vault } = useProgram();
  const [have, setHave] = useState(given);
  const [server, setServer] = useState<Discovery>();
  const [known, setKnown] = useState<KnownSource | undefined>(
    again?.how === 'sign-in' ? again : undefined,
  );
  const [link, setLink] = useState<string>();
  const [mayChange, setMayChange] = useState(false);
  const { ingest, start, startFiles, reset } = useIngest();
  const startOver = () => {
    setServer(undefined);
    setKnown(undefined);
    setLink(undefined);
    setMayChange(false);
    reset();
  };

  // Not an answer to anything on this screen: what is wanted came with the way here, once.
  const begin = useEffectEvent(() => {
    if (dropped.length > 0) void startFiles(filesJob(vault, dropped));
    if (again !== undefined && again.how !== 'sign-in') void start(downloadJob(vault, again));
  });
  useLayoutEffect(() => {
    begin();
  }, []);

  if (ingest.state === 'running')
    return <RunningStep job={ingest.job} progress={ingest.progress} />;
  if (ingest.state === 'held') return <HeldStep held={ingest} />;
  if (ingest.state === 'several') return <PersonInFileStep several={ingest} />;
  if (ingest.state === 'done') {
    return (
      <ResultStep
        outcomes={ingest.outcomes}
        mayChange={mayChange}
        onMore={() => {
          startOver();
          setHave(undefined);
        }}
        onLink={(found) => {
          reset();
          setLink(found);
        }}
        onServer={(found, lapsed) => {
          reset();
          setKnown(lapsed);
          setServer(found);
        }}
      />
    );
  }
  if (link !== undefined) {
    return (
      <LinkStep
        link={link}
        onReady={(name, more) => {
          setMayChange(more);
          void startFiles(linkJob(vault, name));
        }}
        onBack={startOver}
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
  if (have === undefined) return <WhatYouHaveStep onChoose={setHave} />;
  return (
    <HaveStep
      key={have}
      have={have}
      onHave={setHave}
      onServer={setServer}
      onLink={setLink}
      onFiles={(files) => void startFiles(filesJob(vault, files))}
    />
  );
}
