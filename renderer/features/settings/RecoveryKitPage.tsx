import { useState } from 'react';
import { KitDoneStep } from './KitDoneStep.tsx';
import { KitStart } from './KitStart.tsx';
import { NewCodeStep } from './NewCodeStep.tsx';
import { ProveForCodeStep } from './ProveForCodeStep.tsx';
import { SaveKitStep } from './SaveKitStep.tsx';
import { TypeCodeBackStep } from './TypeCodeBackStep.tsx';

type KitStep =
  | { readonly step: 'start' | 'save' | 'prove' | 'done' }
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
          onSave={() => {
            setAt({ step: 'save' });
          }}
          onReplace={() => {
            setAt({ step: 'prove' });
          }}
        />
      );
    case 'save':
      return <SaveKitStep onBack={start} />;
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
