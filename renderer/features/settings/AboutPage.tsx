import { useEffect, useState } from 'react';
import type { Result } from '../../../shared/base/result.ts';
import type { About } from '../../../shared/ipc/app.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useProgram } from '../../program/program.ts';
import { Facts } from '../../ui/Facts.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { settingsPages } from './settings-pages.ts';

/** What this program is, and what it is not. */
export function AboutPage() {
  const { main } = useProgram();
  const [about, setAbout] = useState<Result<About>>();
  useEffect(() => {
    void main('app:about', {}).then(setAbout);
  }, [main]);
  return (
    <SettingsFrame title={settingsPages.about.title}>
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
      <p className="phr-body">
        This is an independent program. It is not made by the NHS and is no medical device: it shows
        what your sources say and gives no advice.
      </p>
    </SettingsFrame>
  );
}
