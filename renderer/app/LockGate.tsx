import { useEffect, useState } from 'react';
import { failed } from '../../shared/base/result.ts';
import { ProblemNotice } from './ProblemNotice.tsx';
import { Shell } from './Shell.tsx';
import { GateFrame } from './gate/GateFrame.tsx';
import { SetUp } from './gate/SetUp.tsx';
import { UnlockScreen } from './gate/UnlockScreen.tsx';
import type { Problem } from './problem.ts';
import { useProgram } from './program.ts';

type Gate =
  | { readonly state: 'asking' | 'none' | 'locked' | 'open' }
  | { readonly state: 'failed'; readonly problem: Problem };

/** Nothing of the record is drawn before the vault is open. */
export function LockGate() {
  const { vault } = useProgram();
  const [gate, setGate] = useState<Gate>({ state: 'asking' });
  const open = () => {
    setGate({ state: 'open' });
  };
  useEffect(() => {
    let wanted = true;
    void vault
      .status()
      .catch(failed)
      .then((status) => {
        if (!wanted) return;
        setGate(status.ok ? { state: status.value.state } : { state: 'failed', problem: status });
      });
    return () => {
      wanted = false;
    };
  }, [vault]);

  switch (gate.state) {
    case 'asking':
      return null;
    case 'none':
      return <SetUp onOpen={open} />;
    case 'locked':
      return <UnlockScreen onOpen={open} />;
    case 'open':
      return <Shell />;
    case 'failed':
      return (
        <GateFrame title="Your record cannot be opened now">
          <ProblemNotice problem={gate.problem} />
        </GateFrame>
      );
  }
}
