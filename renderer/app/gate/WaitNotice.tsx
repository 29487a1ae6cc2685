import { useEffect, useState } from 'react';
import { Notice } from '../../ui/Notice.tsx';
import { secondsUntil, spokenWait, waitWords } from './wait-words.ts';

const tickMs = 250;

type WaitNoticeProps = {
  /** ISO 8601: no guess is taken before. A later one needs a new notice (`key`). */
  readonly until: string;
  readonly onOver: () => void;
};

/** The wait after wrong guesses, running down on screen; read out only now and then. */
export function WaitNotice({ until, onOver }: WaitNoticeProps) {
  const [seconds, setSeconds] = useState(() => secondsUntil(until, new Date()));
  useEffect(() => {
    const timer = setInterval(() => {
      const left = secondsUntil(until, new Date());
      setSeconds(left);
      if (left > 0) return;
      clearInterval(timer);
      onOver();
    }, tickMs);
    return () => {
      clearInterval(timer);
    };
  }, [until, onOver]);
  return (
    <>
      <Notice tone="care" title="Please wait before the next try">
        <p>
          After several wrong tries the program waits longer each time, so that nobody can try one
          after the other. Your record is safe.
        </p>
        <p>
          You can try again in{' '}
          <span className="phr-wait__time" role="timer">
            {waitWords(seconds)}
          </span>
          .
        </p>
      </Notice>
      <p className="nhsuk-u-visually-hidden" role="status">
        {spokenWait(seconds)}
      </p>
    </>
  );
}
