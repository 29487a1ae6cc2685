import { useState } from 'react';
import { useNavigation } from '../../program/navigation.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { countWords } from '../../ui/type-words.ts';
import type { SourceDetails } from '../../vault/api/sources.ts';

/** Documents that lie on another computer than the service's own: asked once for each, before anything is sent there. */
export function DocumentHosts({ details }: { readonly details: SourceDetails }) {
  const { vault } = useProgram();
  const { go } = useNavigation();
  const task = useTask();
  const [answered, setAnswered] = useState<readonly string[]>([]);
  const { source, hostsToAsk } = details;
  const next = hostsToAsk.find(({ host }) => !answered.includes(host));
  const answer = (host: string, isAllowed: boolean) =>
    task.run(async () => {
      const documentHosts = [...(source.documentHosts ?? []), { host, isAllowed }];
      const changed = await vault.changeSource(source.id, { documentHosts });
      if (changed.ok) setAnswered([...answered, host]);
      if (changed.ok && isAllowed) {
        go({ screen: 'add', again: { id: source.id, name: source.name, how: 'fetch' } });
      }
      return problemOf(changed);
    });
  if (next === undefined) return <ProblemNotice problem={task.problem} />;
  const { host, documents } = next;
  return (
    <>
      <ProblemNotice problem={task.problem} />
      <Notice
        tone="care"
        title={`${countWords(documents, 'document lies', 'documents lie')} at another address: ${host}`}
      >
        <p>
          {source.name} keeps {documents === 1 ? 'it' : 'them'} there. If you allow it, that address
          learns which document you ask for, and the internet address of this computer. Your sign-in
          is not sent there. We ask once for each address.
        </p>
        <div className="phr-actions">
          <Button disabled={task.busy} onClick={() => void answer(host, true)}>
            Fetch from {host}
          </Button>
          <Button kind="secondary" disabled={task.busy} onClick={() => void answer(host, false)}>
            Do not ask there
          </Button>
        </div>
      </Notice>
    </>
  );
}
