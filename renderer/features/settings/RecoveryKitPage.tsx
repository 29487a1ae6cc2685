import { useState } from 'react';
import { KitDoneStep } from './KitDoneStep.tsx';
import { KitStart } from './KitStart.tsx';
import { NewCodeStep } from './NewCodeStep.tsx';
import { ProveForCodeStep } from './ProveForCodeStep.tsx';
import { TypeCodeBackStep } from './TypeCodeBackStep.tsx';

type KitStep =
  | { readonly step: 'start' | 'prove' | 'done' }
  | { readonly step: 'code' | 'type-back'; readonly recoveryCode: string };

/** The recovery kit: saved again, or made anew with another code. */
export function RecoveryKitPage() {
  const [at, setAt] = useState<KitStep>({ step: 'start' });
  const start = () => {
    setAt({ step: 'start' });
  };
  switch (at.step) {
    case 'start':
      return (
        <KitStart
          onReplace={() => {
            setAt({ step: 'prove' });
          }}
        />
      );
    case 'prove':
      return (
        <ProveForCodeStep
          onBack={start}
          onMade={(recoveryCode) => {
            setAt({ step: 'code', recoveryCode });
          }}
        />
      );
    case 'code':
      return (
        <NewCodeStep
          recoveryCode={at.recoveryCode}
          onBack={start}
          onWritten={() => {
            setAt({ step: 'type-back', recoveryCode: at.recoveryCode });
          }}
        />
      );
    case 'type-back':
      return (
        <TypeCodeBackStep
          onBack={() => {
            setAt({ step: 'code', recoveryCode: at.recoveryCode });
          }}
          onStop={start}
          onConfirmed={() => {
            setAt({ step: 'done' });
          }}
        />
      );
    case 'done':
      return <KitDoneStep />;
  }
}
