import { useState } from 'react';
import { formatDate } from '../../../shared/fhir/partial-date.ts';
import { useNavigation } from '../../program/navigation.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram, type Vault } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { localDate } from '../../ui/local-time.ts';
import type { OpenRequest, RequestEnd } from '../../vault/api/requests.ts';

const readRequests = (vault: Vault) => vault.openRequests();

/** Letters that asked for a copy of the record: when an answer is due, until the person says that it came. */
export function RequestsWaiting() {
  const { vault } = useProgram();
  const { go } = useNavigation();
  const task = useTask();
  const [ended, setEnded] = useState(0);
  const read = useVaultRead(readRequests, ended);
  const requests = read.state === 'failed' ? [] : (read.value ?? []);
  const end = (id: string, how: RequestEnd) =>
    task.run(async () => {
      const answer = await vault.endRequest({ id, how });
      if (answer.ok && how === 'answered') go({ screen: 'add' });
      setEnded(ended + 1);
      return problemOf(answer);
    });
  if (read.state === 'failed') return <ProblemNotice problem={read.problem} />;
  if (requests.length === 0) return null;
  return (
    <section className="phr-section" aria-labelledby="requests">
      <h2 className="nhsuk-heading-m" id="requests">
        Letters you wait for an answer to
      </h2>
      <ProblemNotice problem={task.problem} />
      <ul className="phr-sources phr-panel">
        {requests.map((request) => (
          <li key={request.id}>
            <p className="phr-source__name">{request.to}</p>
            <p className="phr-body">{waitingWords(request)}</p>
            <div className="phr-actions">
              <Button
                kind="secondary"
                small
                disabled={task.busy}
                onClick={() => void end(request.id, 'answered')}
              >
                The answer has come
                <span className="nhsuk-u-visually-hidden">: {request.to}</span>
              </Button>
              <LinkButton disabled={task.busy} onClick={() => void end(request.id, 'not-sent')}>
                I did not send it
                <span className="nhsuk-u-visually-hidden">: {request.to}</span>
              </LinkButton>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function waitingWords({ at, due, isOverdue }: OpenRequest): string {
  const saved = `You made the letter on ${localDate(at)}.`;
  if (!isOverdue) return `${saved} An answer is due by ${formatDate(due)}.`;
  return `${saved} An answer was due by ${formatDate(due)}. Ask them about it; if that does not help, you can complain to the Information Commissioner’s Office (ico.org.uk).`;
}
