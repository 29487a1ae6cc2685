import { useEffect, useEffectEvent } from 'react';
import type { Discovery } from '../../../shared/ipc/provider.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useNavigation } from '../../program/navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import type { KnownSource } from './known-source.ts';
import { useFindAgain } from './use-find-again.ts';

type SignInAgainStepProps = {
  readonly known: KnownSource;
  /** The service of this source, found again: sign in there in place. */
  readonly onServer: (server: Discovery) => void;
};

/** Finds the service of a source that is there already, on the way to its sign-in. */
export function SignInAgainStep({ known, onServer }: SignInAgainStepProps) {
  const { go } = useNavigation();
  const { task, find, cancel } = useFindAgain(onServer);
  const back = () => {
    go({ screen: 'source', id: known.id });
  };
  // Once; and again when the person asks.
  const begin = useEffectEvent(() => {
    void find(known);
  });
  useEffect(() => {
    begin();
  }, []);
  return (
    <Page title={`Sign in to ${known.name}`}>
      <ProblemNotice problem={task.problem} />
      {task.problem === undefined ? (
        <>
          <p className="phr-lede" role="status">
            Looking for the service…
          </p>
          <Button
            kind="secondary"
            onClick={() => {
              cancel();
              back();
            }}
          >
            Cancel
          </Button>
        </>
      ) : (
        <div className="phr-actions">
          <Button onClick={() => void find(known)}>Try again</Button>
          <Button kind="secondary" onClick={back}>
            Back
          </Button>
        </div>
      )}
    </Page>
  );
}
