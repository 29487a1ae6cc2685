import { useState } from 'react';
import { AddKeychainStep } from './AddKeychainStep.tsx';
import { AddPassphraseStep } from './AddPassphraseStep.tsx';
import { ChangePassphraseStep } from './ChangePassphraseStep.tsx';
import { RemoveWayInStep } from './RemoveWayInStep.tsx';
import { WaysInList } from './WaysInList.tsx';
import type { WaysInStep } from './ways-in-step.ts';

/** Who and what opens this record; adding, changing and removing it, one step at a time. */
export function WaysInPage() {
  const [at, setAt] = useState<WaysInStep>({ step: 'list' });
  const back = () => {
    setAt({ step: 'list' });
  };
  const done = (words: string) => {
    setAt({ step: 'list', done: words });
  };
  switch (at.step) {
    case 'list':
      return <WaysInList done={at.done} onStep={setAt} />;
    case 'add':
      return <AddPassphraseStep onBack={back} onDone={done} />;
    case 'keychain':
      return <AddKeychainStep onBack={back} onDone={done} />;
    case 'change':
      return <ChangePassphraseStep way={at.way} onBack={back} onDone={done} />;
    case 'remove':
      return <RemoveWayInStep way={at.way} onBack={back} onDone={done} />;
  }
}
