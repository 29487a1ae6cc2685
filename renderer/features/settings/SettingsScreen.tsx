import { useEffect, useState } from 'react';
import type { About } from '../../../shared/ipc/contract.ts';
import type { Result } from '../../../shared/base/result.ts';
import { ProblemNotice } from '../../app/ProblemNotice.tsx';
import { useProgram } from '../../app/program.ts';
import { textSizeNow, setTextSize, type TextSize } from '../../app/text-size.ts';
import { Button } from '../../ui/Button.tsx';
import { Radios } from '../../ui/Choice.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Page } from '../../ui/Page.tsx';

const sizes: readonly { readonly value: TextSize; readonly label: string }[] = [
  { value: 'usual', label: 'Usual' },
  { value: 'large', label: 'Large' },
  { value: 'largest', label: 'Very large' },
];

/** Text size, lock, and what this program is. */
export function SettingsScreen() {
  const { lock } = useProgram();
  const [size, setSize] = useState(textSizeNow);
  return (
    <Page title="Settings">
      <section className="phr-panel" aria-labelledby="reading">
        <h2 className="nhsuk-heading-m" id="reading">
          Reading
        </h2>
        <Radios
          legend="Text size"
          options={sizes}
          value={size}
          onChange={(next) => {
            setTextSize(next);
            setSize(next);
          }}
        />
        <p className="phr-small phr-quiet">It stays until you close the program.</p>
      </section>
      <section className="phr-panel" aria-labelledby="locking">
        <h2 className="nhsuk-heading-m" id="locking">
          Locking
        </h2>
        <p className="phr-body">
          Your record locks itself when this computer sleeps or its screen is locked. You can lock
          it at any time, also with the keys Ctrl and L.
        </p>
        <div className="phr-actions">
          <Button kind="secondary" onClick={lock}>
            Lock my record now
          </Button>
        </div>
      </section>
      <AboutPanel />
    </Page>
  );
}

function AboutPanel() {
  const { main } = useProgram();
  const [about, setAbout] = useState<Result<About>>();
  useEffect(() => {
    void main('app:about', {}).then(setAbout);
  }, [main]);
  return (
    <section className="phr-panel" aria-labelledby="about">
      <h2 className="nhsuk-heading-m" id="about">
        About this program
      </h2>
      {about !== undefined && !about.ok && <ProblemNotice problem={about} />}
      {about?.ok === true && (
        <Facts
          rows={[
            { name: 'Patient-Held Record', value: `version ${about.value.version}` },
            {
              name: 'Runs on',
              value: `Electron ${about.value.electron}, Chromium ${about.value.chromium}`,
            },
            {
              name: 'Licence',
              value: 'Apache License 2.0. You may use, study, share and change it.',
            },
          ]}
        />
      )}
      <p className="phr-small">
        This is an independent program. It is not made by the NHS and is no medical device: it shows
        what your sources say and gives no advice.
      </p>
    </section>
  );
}
