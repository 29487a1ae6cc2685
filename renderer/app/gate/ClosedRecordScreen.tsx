import { useState } from 'react';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { GateFrame, type GateLink } from './GateFrame.tsx';
import type { ClosedWords } from './closed-words.ts';

type ClosedRecordScreenProps = {
  readonly id: string;
  readonly words: ClosedWords;
  /** What the person is called; `undefined` where there is only one who chose no name. */
  readonly name: string | undefined;
  readonly onBringBack: () => void;
  /** Asks again who is here: this one was taken off the list. */
  readonly onLookAgain: () => Promise<void>;
  readonly back?: GateLink;
  readonly more?: readonly GateLink[];
};

/** A record that this program cannot open: what happened, what is safe, what to do. */
export function ClosedRecordScreen({
  id,
  words,
  name,
  onBringBack,
  onLookAgain,
  ...links
}: ClosedRecordScreenProps) {
  return (
    <GateFrame
      title={name === undefined ? 'Your record stays closed' : `The record “${name}” stays closed`}
      {...links}
    >
      <Notice tone="care" title={words.title}>
        <p>{words.safe}</p>
        <p>{words.next}</p>
      </Notice>
      {words.canBringBack && (
        <div className="phr-actions">
          <Button onClick={onBringBack}>Bring back a backup</Button>
        </div>
      )}
      {words.canForget && <TakeOffTheList id={id} onDone={onLookAgain} />}
    </GateFrame>
  );
}

/** For a record of which nothing is left here: its name need not stay. Asked twice. */
function TakeOffTheList({
  id,
  onDone,
}: {
  readonly id: string;
  readonly onDone: () => Promise<void>;
}) {
  const { main } = useProgram();
  const task = useTask();
  const [asked, setAsked] = useState(false);
  const takeOff = () =>
    task.run(async () => {
      const forgotten = await main('vaults:forget', { id, isLast: false, isMissing: true });
      if (forgotten.ok) await onDone();
      return problemOf(forgotten);
    });
  if (!asked) {
    return (
      <LinkButton
        block
        onClick={() => {
          setAsked(true);
        }}
      >
        Take it off the list
      </LinkButton>
    );
  }
  return (
    <>
      <ProblemNotice problem={task.problem} />
      <Notice tone="care" title="Do you want the program to stop looking for it?" announce>
        <p>Do this when you have brought it back, or do not need it any more. Backups stay.</p>
      </Notice>
      <div className="phr-actions">
        <Button kind="secondary" disabled={task.busy} onClick={() => void takeOff()}>
          Yes, take it off the list
        </Button>
      </div>
    </>
  );
}
