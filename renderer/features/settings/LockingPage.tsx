import { useState } from 'react';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram, type Vault } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Button } from '../../ui/Button.tsx';
import { Radios, type Option } from '../../ui/Choice.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { lockMinutes, minutesWords } from './lock-minutes.ts';
import { settingsPages } from './settings-pages.ts';

const readSettings = (vault: Vault) => vault.settings();

/** After how long the record locks itself, and what else locks it. */
export function LockingPage() {
  const { lock } = useProgram();
  const read = useVaultRead(readSettings);
  return (
    <SettingsFrame title={settingsPages.locking.title}>
      <p className="phr-lede">
        Nobody can read a locked record without one of the ways to open it, not even with this
        computer in their hands.
      </p>
      {read.state === 'failed' && <ProblemNotice problem={read.problem} />}
      {read.state === 'ready' && <IdleChoice now={read.value.lockAfterMinutes} />}
      <h2 className="nhsuk-heading-m">It also locks</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        <li>when this computer sleeps, its screen is locked, or somebody else signs in to it</li>
        <li>with the button “Lock now”, and with the keys Ctrl and L</li>
        <li>when you close the program</li>
      </ul>
      <p className="phr-body">
        What you copy here is taken out of the clipboard again after a minute.
      </p>
      <div className="phr-actions">
        <Button kind="secondary" onClick={lock}>
          Lock my record now
        </Button>
      </div>
    </SettingsFrame>
  );
}

function IdleChoice({ now }: { readonly now: number }) {
  const { vault } = useProgram();
  const task = useTask();
  const [chosen, setChosen] = useState(now);
  const [stored, setStored] = useState(false);
  const choose = (minutes: number) =>
    task.run(async () => {
      setStored(false);
      setChosen(minutes);
      const changed = await vault.changeSettings({ lockAfterMinutes: minutes });
      if (changed.ok) setStored(true);
      else setChosen(chosen);
      return problemOf(changed);
    });
  const options: Option<string>[] = lockMinutes(now).map((minutes) => ({
    value: String(minutes),
    label: minutesWords(minutes),
  }));
  return (
    <>
      <ProblemNotice problem={task.problem} />
      <Radios
        legend="Lock when nobody has touched the computer for"
        options={options}
        value={String(chosen)}
        onChange={(value) => void choose(Number(value))}
      />
      <p className="phr-small phr-quiet" role="status">
        {stored && `Stored. It locks after ${minutesWords(chosen)}.`}
      </p>
    </>
  );
}
