import { useCallback, useState } from 'react';
import type { SourceId } from '../../../shared/record/card.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useNavigation, type Route } from '../../program/navigation.ts';
import type { Vault } from '../../program/program.ts';
import { useRefreshing } from '../../program/refreshing.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { BackButton, Button, LinkButton } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { GrantList } from '../../ui/GrantList.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { listWarningWords } from '../../ui/source-words.ts';
import { askedToWaitWords } from '../../ui/wait-words.ts';
import type { SourceDetails } from '../../vault/api/sources.ts';
import { DocumentHosts } from './DocumentHosts.tsx';
import { DisconnectStep } from './DisconnectStep.tsx';
import { NotSupplied, SetApart, SourceNews } from './SourceNews.tsx';
import { RemoveStep } from './RemoveStep.tsx';
import { SourceFacts } from './SourceFacts.tsx';
import { SourceSettingsForm } from './SourceSettingsForm.tsx';
import { SupportDetails } from './SupportDetails.tsx';
import { WhatCame, WhatDidNotCome, WhatTheServiceSays } from './WhatCame.tsx';
import { standingOf } from './standing.ts';

type SourceScreenProps = { readonly id: SourceId; readonly back: Route | undefined };

/** The page of a source: how it stands, what came and what did not, and what can be done about it. */
export function SourceScreen({ id, back }: SourceScreenProps) {
  const { ended } = useRefreshing();
  const read = useVaultRead(
    useCallback((vault: Vault) => vault.sourceDetails(id), [id]),
    ended,
  );
  const [step, setStep] = useState<'details' | 'disconnect' | 'remove'>('details');
  const details = read.state === 'failed' ? undefined : read.value;
  const stay = () => {
    setStep('details');
  };
  if (read.state === 'failed') {
    return (
      <Page title="Source">
        <ProblemNotice problem={read.problem} />
      </Page>
    );
  }
  if (details === undefined) return null;
  if (step === 'remove') return <RemoveStep details={details} onKeep={stay} />;
  if (step === 'disconnect') {
    return (
      <DisconnectStep
        source={details.source}
        onStay={stay}
        onRemove={() => {
          setStep('remove');
        }}
      />
    );
  }
  return <SourcePage details={details} back={back ?? { screen: 'overview' }} onStep={setStep} />;
}

type SourcePageProps = {
  readonly details: SourceDetails;
  readonly back: Route;
  readonly onStep: (step: 'disconnect' | 'remove') => void;
};

function SourcePage({ details, back, onStep }: SourcePageProps) {
  const { go } = useNavigation();
  const { source } = details;
  const connected = source.kind === 'server' && source.disconnectedAt === undefined;
  const leave = connected ? 'disconnect' : 'remove';
  return (
    <>
      <div className="phr-page phr-way-back">
        <BackButton
          onClick={() => {
            go(back);
          }}
        >
          Back
        </BackButton>
      </div>
      <Page title={source.name} above="Source">
        <StandingNotice details={details} />
        {details.listWarnings.map((one) => (
          <p className="phr-body" key={one.code}>
            {listWarningWords(one)}
          </p>
        ))}
        {connected && <DocumentHosts details={details} />}
        <SourceNews details={details} />
        <SourceFacts details={details} />
        <WhatDidNotCome source={source} />
        <WhatTheServiceSays source={source} />
        <WhatCame details={details} />
        <SetApart details={details} />
        <NotSupplied details={details} />
        {source.grant !== undefined && (
          <Disclosure summary="What this service lets us read">
            <GrantList grant={source.grant} />
          </Disclosure>
        )}
        {connected && <SourceSettingsForm source={source} />}
        <SupportDetails details={details} />
        <Button
          kind="secondary"
          onClick={() => {
            onStep(leave);
          }}
        >
          {connected ? 'Disconnect or remove' : 'Remove it and its entries'}
        </Button>
      </Page>
    </>
  );
}

/** How it stands and the one thing to do; while it is being fetched by itself, how to pause that. */
function StandingNotice({ details }: { readonly details: SourceDetails }) {
  const { go } = useNavigation();
  const { now, pause } = useRefreshing();
  const { id, name, state } = details.source;
  if (now?.source === id) {
    const waitsUntil = now.progress?.waitsUntil;
    return (
      <Notice title={`Fetching from ${name}…`}>
        {waitsUntil !== undefined && <p>{askedToWaitWords(waitsUntil)}</p>}
        <p>You can go on reading meanwhile. What came so far is in your record.</p>
        <div className="phr-actions">
          <Button kind="secondary" onClick={pause}>
            Pause
          </Button>
        </div>
      </Notice>
    );
  }
  const { tone, sentence, explanation, action } = standingOf(details);
  return (
    <>
      <Notice tone={tone} title={sentence}>
        {explanation !== undefined && <p>{explanation}</p>}
      </Notice>
      {action !== undefined && (
        <div className="phr-actions">
          <Button
            onClick={() => {
              go({ screen: 'add', again: { id, name, how: action.how } });
            }}
          >
            {action.words}
          </Button>
          {action.how === 'fetch' && state !== 'failed' && (
            <Button
              kind="secondary"
              onClick={() => {
                go({ screen: 'add', again: { id, name, how: 'everything' } });
              }}
            >
              Fetch everything again
            </Button>
          )}
          {action.how === 'fetch' && details.access === 'signed-in' && (
            <LinkButton
              block
              onClick={() => {
                go({ screen: 'add', again: { id, name, how: 'sign-in' } });
              }}
            >
              Sign in again
            </LinkButton>
          )}
        </div>
      )}
    </>
  );
}
