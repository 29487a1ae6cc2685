import { useState } from 'react';
import { utf8, type Bytes } from '../../../shared/base/bytes.ts';
import type { Verdict } from '../../../shared/share/verdict.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { CheckForm } from '../../ui/CheckForm.tsx';
import { LinkButton } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { CheckedShare } from '../../ui/CheckedShare.tsx';

/** Checking a summary that somebody hands over, by the same rules as the viewer. */
export function CheckScreen() {
  const { vault } = useProgram();
  const task = useTask();
  const [verdict, setVerdict] = useState<Verdict>();
  const check = (read: () => Promise<Bytes>) =>
    task.run(async () => {
      const answer = await vault.verify(await read());
      if (!answer.ok) return answer;
      setVerdict(answer.value);
      return undefined;
    });
  return (
    <Page title="Check a summary">
      <ProblemNotice problem={task.problem} />
      {verdict === undefined ? (
        <>
          <p className="phr-lede">
            See whether a summary is unchanged since it was made, and until when it is meant to be
            used. Nothing that you check is stored or sent.
          </p>
          <CheckForm
            busy={task.busy}
            onFile={(file) => void check(async () => new Uint8Array(await file.arrayBuffer()))}
            onText={(text) => void check(() => Promise.resolve(utf8(text)))}
          />
        </>
      ) : (
        <>
          <CheckedShare verdict={verdict} />
          <LinkButton
            block
            onClick={() => {
              setVerdict(undefined);
            }}
          >
            Check another summary
          </LinkButton>
        </>
      )}
    </Page>
  );
}
