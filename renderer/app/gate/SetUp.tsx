import { useState } from 'react';
import { ChoosePassphraseScreen } from './ChoosePassphraseScreen.tsx';
import { ConfirmRecoveryForm } from './ConfirmRecoveryForm.tsx';
import { GateFrame } from './GateFrame.tsx';
import { RecoveryCodeScreen } from './RecoveryCodeScreen.tsx';
import { WelcomeScreen } from './WelcomeScreen.tsx';

type Step =
  | { readonly step: 'welcome' | 'passphrase' | 'confirm' }
  | { readonly step: 'code'; readonly recoveryCode: string };

/** From nothing to an open vault: welcome, passphrase, recovery code, and the code typed back. */
export function SetUp({ onOpen }: { readonly onOpen: () => void }) {
  const [at, setAt] = useState<Step>({ step: 'welcome' });
  switch (at.step) {
    case 'welcome':
      return (
        <WelcomeScreen
          onStart={() => {
            setAt({ step: 'passphrase' });
          }}
        />
      );
    case 'passphrase':
      return (
        <ChoosePassphraseScreen
          onMade={(recoveryCode) => {
            setAt({ step: 'code', recoveryCode });
          }}
        />
      );
    case 'code':
      return (
        <RecoveryCodeScreen
          recoveryCode={at.recoveryCode}
          onWritten={() => {
            setAt({ step: 'confirm' });
          }}
        />
      );
    case 'confirm':
      return (
        <GateFrame title="Type the code back" above="Step 2 of 2">
          <p className="phr-body">So that we both know the paper is right.</p>
          <ConfirmRecoveryForm
            onConfirmed={onOpen}
            onLater={onOpen}
            laterWords="I’ll do it later"
          />
        </GateFrame>
      );
  }
}
