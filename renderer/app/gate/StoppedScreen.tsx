import { useEffect } from 'react';
import { Button } from '../../ui/Button.tsx';
import type { Stopped } from '../../vault/client.ts';
import { GateFrame } from './GateFrame.tsx';

/** So long the file's name stands on a screen that anybody may walk past, in milliseconds. */
const shownFor = 5 * 60_000;

type StoppedScreenProps = { readonly stopped: Stopped; readonly onLeave: () => void };

/** What was being read could be stopped only by locking the record: what happened, what is safe, what to do. */
export function StoppedScreen({ stopped, onLeave }: StoppedScreenProps) {
  useEffect(() => {
    const timer = setTimeout(onLeave, shownFor);
    return () => {
      clearTimeout(timer);
    };
  }, [onLeave]);
  const { why, file } = stopped;
  const what = file === undefined ? 'what it was reading' : `“${file}”`;
  return (
    <GateFrame title={why === 'cancelled' ? 'It is stopped' : 'Reading was stopped'}>
      <p>
        {why === 'cancelled'
          ? `The program was in the middle of ${what}. It could stop there only by locking the record.`
          : `For two minutes there was no sign that ${what} would ever be read to its end. So reading it was stopped, and the record is locked.`}
      </p>
      <p>
        What was in the record by then is safe. What came last may not all be there.
        {file !== undefined &&
          ' If you add the file once more, nothing of it comes twice. If it stops again, leave it out and ask whoever made it for another copy.'}
      </p>
      <Button onClick={onLeave}>Open the record again</Button>
    </GateFrame>
  );
}
