import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useNavigation } from '../../program/navigation.ts';
import type { Vault } from '../../program/program.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tag } from '../../ui/Tag.tsx';
import type { WayIn } from '../../vault/api/people.ts';
import { KeychainPart } from './KeychainPart.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { settingsPages } from './settings-pages.ts';
import { wayInAbout, wayInName } from './way-in-words.ts';
import type { WaysInStep } from './ways-in-step.ts';

const readWays = (vault: Vault) => vault.waysIn();

type WaysInListProps = {
  /** What was just done, in words. */
  readonly done: string | undefined;
  readonly onStep: (step: WaysInStep) => void;
};

/** Every way in, with what can be done about it. */
export function WaysInList({ done, onStep }: WaysInListProps) {
  const read = useVaultRead(readWays);
  return (
    <SettingsFrame title={settingsPages['ways-in'].title}>
      {done !== undefined && <Notice tone="good" title={done} announce />}
      {read.state === 'failed' && <ProblemNotice problem={read.problem} />}
      {read.state === 'ready' && (
        <>
          <ul className="phr-plain-list" aria-label={settingsPages['ways-in'].title}>
            {read.value.map((way) => (
              <WayInPanel key={way.id} way={way} onStep={onStep} />
            ))}
          </ul>
          <div className="phr-actions">
            <Button
              kind="secondary"
              onClick={() => {
                onStep({ step: 'add' });
              }}
            >
              Add a passphrase for a helper
            </Button>
          </div>
          {!read.value.some((way) => way.kind === 'keychain') && (
            <KeychainPart
              onUse={() => {
                onStep({ step: 'keychain' });
              }}
            />
          )}
        </>
      )}
    </SettingsFrame>
  );
}

function WayInPanel({
  way,
  onStep,
}: {
  readonly way: WayIn;
  readonly onStep: (step: WaysInStep) => void;
}) {
  const { go } = useNavigation();
  const name = wayInName(way);
  return (
    <li className="phr-panel phr-way-in">
      <div>
        <h2 className="nhsuk-heading-s">
          {name} {way.openedNow && <Tag tone="blue">Used now</Tag>}
        </h2>
        <p className="phr-small">{wayInAbout(way)}</p>
      </div>
      <div className="phr-way-in__actions">
        {way.kind === 'passphrase' && (
          <LinkButton
            onClick={() => {
              onStep({ step: 'change', way });
            }}
          >
            Change<span className="nhsuk-u-visually-hidden"> {name}</span>
          </LinkButton>
        )}
        {way.kind === 'recovery' && (
          <LinkButton
            onClick={() => {
              go({ screen: 'settings', page: 'recovery-kit' });
            }}
          >
            Go to the recovery kit
          </LinkButton>
        )}
        {way.removable && (
          <LinkButton
            onClick={() => {
              onStep({ step: 'remove', way });
            }}
          >
            Remove<span className="nhsuk-u-visually-hidden"> {name}</span>
          </LinkButton>
        )}
      </div>
    </li>
  );
}
