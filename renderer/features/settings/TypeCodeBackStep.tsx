import { useState } from 'react';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { CodeForm } from './CodeForm.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';

type TypeCodeBackStepProps = {
  readonly onBack: () => void;
  readonly onStop: () => void;
  readonly onConfirmed: () => void;
};

/** The new code typed back: only then does it count. */
export function TypeCodeBackStep({ onBack, onStop, onConfirmed }: TypeCodeBackStepProps) {
  const { vault } = useProgram();
  const [wasOld, setWasOld] = useState(false);
  return (
    <SettingsFrame
      title="Type the new code back"
      above="Step 3 of 3"
      back={{ words: 'Look at the code again', go: onBack }}
    >
      <p className="phr-lede">So that we both know the paper is right.</p>
      {wasOld && (
        <Notice tone="care" title="That is your old code" announce>
          <p>It still counts. Type the new one, so that it takes its place.</p>
        </Notice>
      )}
      <CodeForm
        words={{ send: 'Check the code', busy: 'Checking…' }}
        onCode={async (code) => {
          setWasOld(false);
          const answer = await vault.confirmRecoveryCode(code);
          if (answer.ok && answer.value.confirmed === 'new') onConfirmed();
          else setWasOld(answer.ok);
          return problemOf(answer);
        }}
      />
      <p className="phr-body">
        <LinkButton onClick={onStop}>Stop, and keep the old code</LinkButton>
      </p>
    </SettingsFrame>
  );
}
