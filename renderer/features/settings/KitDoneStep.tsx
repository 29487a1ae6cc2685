import { useNavigation } from '../../program/navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';

/** The new code counts: what is left to do. */
export function KitDoneStep() {
  const { go } = useNavigation();
  return (
    <SettingsFrame title="The new recovery code counts now">
      <Notice tone="good" title="The old code no longer opens this record" announce />
      <h2 className="nhsuk-heading-m">What to do now</h2>
      <ol className="phr-steps-list">
        <li>Put the new paper somewhere safe, away from this computer.</li>
        <li>Make a new backup. It opens with the new code.</li>
        <li>
          Keep the old paper for as long as you keep older backups: they open only with the old
          code.
        </li>
      </ol>
      <div className="phr-actions">
        <Button
          onClick={() => {
            go({ screen: 'settings', page: 'backups' });
          }}
        >
          Go to backups
        </Button>
      </div>
    </SettingsFrame>
  );
}
