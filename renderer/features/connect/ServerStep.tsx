import type { Access, Discovery } from '../../../shared/ipc/contract.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import { ProblemNotice } from '../../app/ProblemNotice.tsx';
import { problemOf, type Problem } from '../../app/problem.ts';
import { useProgram } from '../../app/program.ts';
import { useTask } from '../../app/use-task.ts';
import { BackButton, Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Page } from '../../ui/Page.tsx';
import { PatientChoice } from './PatientChoice.tsx';
import { WaitingForSignIn } from './WaitingForSignIn.tsx';

type ServerStepProps = {
  readonly server: Discovery;
  /** The access is sealed in the vault; the download can begin. */
  readonly onReady: (source: SourceId) => void;
  readonly onBack: () => void;
};

/** A service was found: sign in there, or choose the person on a server that is open to all. */
export function ServerStep({ server, onReady, onBack }: ServerStepProps) {
  const { vault, main } = useProgram();
  const task = useTask();
  const { fhirBaseUrl, name } = server;

  const keep = async (patientId: string, access: Access): Promise<Problem | undefined> => {
    const added = await vault.addServer({ name, fhirBaseUrl, patientId, access });
    if (added.ok) onReady(added.value);
    return problemOf(added);
  };
  const signIn = () =>
    task.run(async () => {
      const signedIn = await main('provider:sign-in', { fhirBaseUrl });
      if (!signedIn.ok) return signedIn;
      const { patientId, patients, access } = signedIn.value;
      return keep(patientId ?? patients[0]?.id ?? '', access);
    });

  if (task.busy && server.signIn === 'smart') {
    return (
      <WaitingForSignIn name={name} onCancel={() => void main('provider:cancel-sign-in', {})} />
    );
  }
  return (
    <Page title={name}>
      <Facts rows={[{ name: 'Address', value: fhirBaseUrl }]} />
      <ProblemNotice problem={task.problem} />
      {server.signIn === 'smart' ? (
        <>
          <p className="phr-body">
            Your web browser will open, and {name} will ask you to sign in. Your password goes to
            them and never to this program.
          </p>
          <div className="phr-actions">
            <Button onClick={() => void signIn()}>Sign in</Button>
          </div>
        </>
      ) : (
        <PatientChoice
          patients={server.patients}
          busy={task.busy}
          onChoose={(patientId) => void task.run(() => keep(patientId, { kind: 'open' }))}
        />
      )}
      <BackButton onClick={onBack}>Use another address</BackButton>
    </Page>
  );
}
