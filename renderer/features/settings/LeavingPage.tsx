import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { DeleteStep } from './DeleteStep.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { TakeEverythingStep } from './TakeEverythingStep.tsx';
import { settingsPages } from './settings-pages.ts';

type LeavingStep = 'start' | 'take' | 'delete';

/** The ways out: with everything, or leaving nothing behind. */
export function LeavingPage() {
  const [at, setAt] = useState<LeavingStep>('start');
  const start = () => {
    setAt('start');
  };
  const take = () => {
    setAt('take');
  };
  switch (at) {
    case 'take':
      return <TakeEverythingStep onBack={start} />;
    case 'delete':
      return <DeleteStep onBack={start} onTake={take} />;
    case 'start':
      return (
        <SettingsFrame title={settingsPages.leaving.title}>
          <section className="phr-panel" aria-labelledby="take">
            <h2 className="nhsuk-heading-m" id="take">
              Take everything with me
            </h2>
            <p className="phr-body">
              All your records and documents as plain files that other programs can read. They are
              not encrypted.
            </p>
            <div className="phr-actions">
              <Button kind="secondary" onClick={take}>
                Take everything with me
              </Button>
            </div>
          </section>
          <section className="phr-panel" aria-labelledby="delete">
            <h2 className="nhsuk-heading-m" id="delete">
              Delete this record
            </h2>
            <p className="phr-body">
              Takes this record off this computer. Backups and saved files stay where they are.
            </p>
            <div className="phr-actions">
              <Button
                kind="secondary"
                onClick={() => {
                  setAt('delete');
                }}
              >
                Delete this record
              </Button>
            </div>
          </section>
        </SettingsFrame>
      );
  }
}
