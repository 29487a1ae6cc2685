import { useState } from 'react';
import type { Source } from '../../../shared/record/source.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useNavigation } from '../../program/navigation.ts';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import type { Disconnected } from '../../vault/api/sources.ts';

type DisconnectStepProps = {
  readonly source: Source;
  readonly onStay: () => void;
  readonly onRemove: () => void;
};

/** Ends the access to a service; what was fetched stays. */
export function DisconnectStep({ source, onStay, onRemove }: DisconnectStepProps) {
  const { vault } = useProgram();
  const { go } = useNavigation();
  const task = useTask();
  const [done, setDone] = useState<Disconnected>();
  const leave = () =>
    task.run(async () => {
      const answer = await vault.disconnect(source.id);
      if (answer.ok) setDone(answer.value);
      return problemOf(answer);
    });
  if (done !== undefined) {
    return (
      <Page title={`Disconnected from ${source.name}`}>
        <Notice tone={done.atService === 'failed' ? 'care' : 'good'} title={titles[done.atService]}>
          <p>{wordsAfter(done.atService, source.name)}</p>
        </Notice>
        <p className="phr-body">Everything that you fetched from there is still in your record.</p>
        <div className="phr-actions">
          <Button
            onClick={() => {
              go({ screen: 'overview' });
            }}
          >
            See your record
          </Button>
        </div>
      </Page>
    );
  }
  return (
    <Page title={`Disconnect ${source.name}?`}>
      <ProblemNotice problem={task.problem} />
      <ul className="nhsuk-list nhsuk-list--bullet">
        <li>Everything that you fetched from there stays in your record, unless you remove it.</li>
        <li>This program forgets the access, and asks the service to end it.</li>
        <li>To look for new entries later, you sign in again.</li>
      </ul>
      <div className="phr-actions">
        <Button disabled={task.busy} onClick={() => void leave()}>
          {task.busy ? 'Disconnecting…' : 'Disconnect and keep the entries'}
        </Button>
        <Button kind="secondary" disabled={task.busy} onClick={onStay}>
          Stay connected
        </Button>
      </div>
      <LinkButton block disabled={task.busy} onClick={onRemove}>
        Disconnect and remove the entries
      </LinkButton>
    </Page>
  );
}

const titles: Readonly<Record<Disconnected['atService'], string>> = {
  revoked: 'The access has ended',
  'not-offered': 'This program has no access any more',
  failed: 'The service could not be told',
};

function wordsAfter(atService: Disconnected['atService'], name: string): string {
  if (atService === 'revoked') {
    return `${name} has ended it, and this program has forgotten it.`;
  }
  if (atService === 'not-offered') {
    return `This program has forgotten the access. ${name} offers no way for a program to end it there; it ends by itself in time.`;
  }
  return `This program has forgotten the access, so it can fetch nothing more. To end it at ${name} too, take this program off the list of apps in your account there.`;
}
