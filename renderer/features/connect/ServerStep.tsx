import { useState } from 'react';
import { defined } from '../../../shared/base/defined.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Discovery } from '../../../shared/ipc/provider.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { BackButton } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { hasRefusals } from '../../ui/scope-words.ts';
import type { SignedIn, SignInSettings } from '../../vault/api/sources.ts';
import { ChoosePersonStep } from './ChoosePersonStep.tsx';
import { GrantStep } from './GrantStep.tsx';
import { PatientChoice } from './PatientChoice.tsx';
import { SmartSignIn } from './SmartSignIn.tsx';
import { TokenForm, type PastedToken } from './TokenForm.tsx';
import { WaitingForSignIn } from './WaitingForSignIn.tsx';

type ServerStepProps = {
  readonly server: Discovery;
  /** A source that is there already and is signed in to again. */
  readonly again?: SourceId;
  /** The access is sealed in the vault; the download can begin. */
  readonly onReady: (source: SourceId) => void;
  readonly onBack: () => void;
};

/** A service was found: sign in there, or choose the person on a server that is open to all. */
export function ServerStep({ server, again, onReady, onBack }: ServerStepProps) {
  const { vault, main } = useProgram();
  const task = useTask();
  const [waiting, setWaiting] = useState(false);
  const [signedIn, setSignedIn] = useState<SignedIn>();
  const { name, fhirBaseUrl, fhirVersion } = server;
  const request = defined({ service: { name, fhirBaseUrl, fhirVersion }, again });

  const enter = (ask: () => Promise<Result<SignedIn>>) =>
    task.run(async () => {
      const answer = await ask();
      setWaiting(false);
      if (answer.ok && answer.value.kind === 'ready' && !hasRefusals(answer.value.grant)) {
        onReady(answer.value.source);
      } else if (answer.ok) setSignedIn(answer.value);
      return problemOf(answer);
    });
  const signIn = (settings?: SignInSettings) => {
    setWaiting(true);
    void enter(() => vault.signIn(settings === undefined ? request : { ...request, settings }));
  };
  const takeToken = (token: PastedToken) => {
    void enter(() => vault.takeToken({ ...request, ...token }));
  };
  const choose = (patientId: string) =>
    task.run(async () => {
      const chosen = await vault.choosePerson(patientId);
      if (chosen.ok && signedIn !== undefined) {
        const { grant } = signedIn;
        if (hasRefusals(grant)) setSignedIn({ kind: 'ready', source: chosen.value, grant });
        else onReady(chosen.value);
      }
      return problemOf(chosen);
    });
  const startOver = () => {
    setSignedIn(undefined);
  };

  if (waiting && task.busy) {
    return (
      <WaitingForSignIn name={name} onCancel={() => void main('provider:cancel-sign-in', {})} />
    );
  }
  if (signedIn?.kind === 'choose') {
    return (
      <ChoosePersonStep
        service={name}
        people={signedIn.people}
        named={signedIn.named}
        busy={task.busy}
        problem={task.problem}
        onChoose={(patientId) => void choose(patientId)}
        onCancel={onBack}
      />
    );
  }
  if (signedIn?.kind === 'ready') {
    return (
      <GrantStep
        service={name}
        grant={signedIn.grant}
        onFetch={() => {
          onReady(signedIn.source);
        }}
        onSignInAgain={startOver}
      />
    );
  }
  return (
    <Page title={name}>
      <Facts rows={[{ name: 'Address', value: fhirBaseUrl }]} />
      <ProblemNotice problem={task.problem} />
      {server.signIn === 'smart' && (
        <SmartSignIn server={server} onSignIn={signIn} onToken={takeToken} />
      )}
      {server.signIn === 'unnamed' && (
        <>
          <Notice tone="care" title="This service does not say where to sign in">
            <p>
              It wants to know who you are, but offers no sign-in that this program can use. If it
              gave you an access token, paste it here. If not, ask it for a sign-in for patients, or
              for a file of your record.
            </p>
          </Notice>
          <TokenForm onToken={takeToken} />
        </>
      )}
      {server.signIn === 'open' && (
        <PatientChoice
          patients={server.patients}
          busy={task.busy}
          onChoose={(patientId) =>
            void task.run(async () => {
              const access = { kind: 'open' } as const;
              const added = await vault.addServer({ ...request.service, patientId, access });
              if (added.ok) onReady(added.value);
              return problemOf(added);
            })
          }
        />
      )}
      <BackButton onClick={onBack}>Use another address</BackButton>
    </Page>
  );
}
