import { useState } from 'react';
import type { SourceId } from '../../shared/record/card.ts';
import type { CardIssuer } from '../../shared/record/source.ts';
import { Button } from '../ui/Button.tsx';
import { issuerHost, signatureWords } from '../ui/issuer-words.ts';
import { Notice } from '../ui/Notice.tsx';
import { ProblemNotice } from './ProblemNotice.tsx';
import { problemOf } from './problem.ts';
import { useProgram } from './program.ts';
import { useTask } from './use-task.ts';

type IssuerCheckProps = { readonly source: SourceId; readonly issuer: CardIssuer };

/** Whether a health card is as its issuer signed it. The issuer is asked for its keys only when the person says so. */
export function IssuerCheck({ source, issuer }: IssuerCheckProps) {
  const { vault } = useProgram();
  const task = useTask();
  const [signature, setSignature] = useState(issuer.signature);
  const host = issuerHost(issuer.url);
  const words = signatureWords(signature, host);
  const ask = () =>
    task.run(async () => {
      const answer = await vault.checkIssuer(source);
      if (answer.ok) setSignature(answer.value);
      return problemOf(answer);
    });
  return (
    <>
      <Notice tone={words.tone} title={words.title} announce={task.busy}>
        <p>{words.text}</p>
      </Notice>
      <ProblemNotice problem={task.problem} />
      {(signature === 'not-checked' || signature === 'key-unknown') && (
        <>
          <p className="phr-body">
            To check it, this program asks {host} for its public keys. {host} then sees the internet
            address of this computer, and that somebody here has a card of theirs. Nothing of the
            card or of your record is sent.
          </p>
          <Button kind="secondary" disabled={task.busy} onClick={() => void ask()}>
            {task.busy ? 'Asking…' : `Ask ${host} and check`}
          </Button>
        </>
      )}
    </>
  );
}
