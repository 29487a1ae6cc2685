import { useState } from 'react';
import { saveKit } from '../../program/ways-in/save-kit.ts';
import { useProgram } from '../../program/program.ts';
import { Notice } from '../../ui/Notice.tsx';
import { CodeForm } from './CodeForm.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { backToKit } from './recovery-kit-back.ts';

/** The kit once more, from the code as typed. */
export function SaveKitStep({ onBack }: { readonly onBack: () => void }) {
  const program = useProgram();
  const [saved, setSaved] = useState(false);
  return (
    <SettingsFrame title="Save the kit again" back={backToKit(onBack)}>
      {saved && (
        <Notice tone="care" title="The kit is saved. Print it now, then delete the file" announce>
          <p>Whoever has the file can open your record and your backups.</p>
        </Notice>
      )}
      <p className="phr-lede">Type the code from your paper, then choose where to save the page.</p>
      <CodeForm
        words={{ send: 'Save the kit as PDF', busy: 'Making the page…' }}
        onCode={async (code) => {
          const kit = await saveKit(program, code);
          if ('problem' in kit) return kit.problem;
          setSaved(kit.outcome === 'saved');
          return undefined;
        }}
        onCancel={onBack}
      />
    </SettingsFrame>
  );
}
