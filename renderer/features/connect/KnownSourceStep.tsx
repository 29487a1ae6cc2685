import { useCallback, useState } from 'react';
import type { Discovery } from '../../../shared/ipc/contract.ts';
import { ProblemNotice } from '../../app/ProblemNotice.tsx';
import type { Vault } from '../../app/program.ts';
import { useVaultRead } from '../../app/use-vault-read.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { localDate } from '../../ui/local-time.ts';
import { Page } from '../../ui/Page.tsx';
import { DisconnectStep } from './DisconnectStep.tsx';
import { GrantList } from './GrantList.tsx';
import type { KnownSource } from './known-source.ts';
import { useFindAgain } from './use-find-again.ts';

type KnownSourceStepProps = {
  readonly known: KnownSource;
  readonly onFetch: () => void;
  /** The service of this source, found again: sign in there in place. */
  readonly onServer: (server: Discovery) => void;
  readonly onOther: () => void;
};

/** A source that is there already: fetch what is new, sign in again, or disconnect. */
export function KnownSourceStep({ known, onFetch, onServer, onOther }: KnownSourceStepProps) {
  const { task, find } = useFindAgain(onServer);
  const [leaving, setLeaving] = useState(false);
  const read = useVaultRead(useCallback((vault: Vault) => vault.overview(), []));
  const overview = read.state === 'failed' ? undefined : read.value;
  const source = overview?.sources.find(({ id }) => id === known.id);
  if (leaving) {
    return (
      <DisconnectStep
        source={known}
        onKeep={() => {
          setLeaving(false);
        }}
      />
    );
  }
  const ended = source?.disconnectedAt;
  return (
    <Page title={`Fetch from ${known.name}`}>
      <ProblemNotice problem={task.problem} />
      <p className="phr-lede">
        {ended === undefined
          ? 'We look for what is new, changed or was missing. Nothing that you have is removed.'
          : `You disconnected this service on ${localDate(ended)}. Its entries are in your record. Sign in again to look for new ones.`}
      </p>
      <div className="phr-actions">
        {ended === undefined && <Button onClick={onFetch}>Fetch now</Button>}
        {source?.fhirBaseUrl !== undefined && (
          <Button
            kind={ended === undefined ? 'secondary' : 'main'}
            disabled={task.busy}
            onClick={() => void find(known)}
          >
            {task.busy ? 'Looking for the service…' : 'Sign in again'}
          </Button>
        )}
      </div>
      {source?.grant !== undefined && (
        <Disclosure summary="What this service lets us read">
          <GrantList grant={source.grant} />
        </Disclosure>
      )}
      <div className="phr-actions">
        <LinkButton block onClick={onOther}>
          Add from somewhere else
        </LinkButton>
        {source !== undefined && ended === undefined && (
          <LinkButton
            block
            onClick={() => {
              setLeaving(true);
            }}
          >
            Disconnect this service
          </LinkButton>
        )}
      </div>
    </Page>
  );
}
