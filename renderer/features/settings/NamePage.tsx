import { useState } from 'react';
import type { Result } from '../../../shared/base/result.ts';
import { NicknameForm } from '../../program/ways-in/NicknameForm.tsx';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram, type Vault } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import type { PersonChoice } from '../../vault/api/people.ts';
import { SettingsFrame } from './SettingsFrame.tsx';
import { settingsPages } from './settings-pages.ts';

type Names = { readonly own: string; readonly others: readonly PersonChoice[] };

/** The nickname of the open record, empty where it has none, and the other records here. */
async function readNames(vault: Vault): Promise<Result<Names>> {
  const [status, people] = await Promise.all([vault.status(), vault.people()]);
  if (!status.ok) return status;
  if (!people.ok) return people;
  const isOwn = ({ id }: PersonChoice) => id === status.value.personId;
  const own = people.value.find(isOwn)?.nickname ?? '';
  return { ok: true, value: { own, others: people.value.filter((person) => !isOwn(person)) } };
}

/** What everybody at this computer may see before the record is open. */
export function NamePage() {
  const { vault } = useProgram();
  const read = useVaultRead(readNames);
  const task = useTask();
  const [stored, setStored] = useState<string>();
  const store = (nickname: string | undefined) =>
    task.run(async () => {
      setStored(undefined);
      const changed = await vault.setNickname(nickname);
      if (changed.ok) setStored(storedWords(nickname));
      return problemOf(changed);
    });
  return (
    <SettingsFrame title={settingsPages.name.title}>
      {read.state === 'failed' && <ProblemNotice problem={read.problem} />}
      <ProblemNotice problem={task.problem} />
      {read.state === 'ready' && (
        <div className="phr-form">
          <NicknameForm
            people={read.value.others}
            typedBefore={read.value.own}
            submitWords="Store the nickname"
            busy={task.busy}
            onChosen={(nickname) => void store(nickname)}
          />
        </div>
      )}
      <p className="phr-body" role="status">
        {stored}
      </p>
    </SettingsFrame>
  );
}

function storedWords(nickname: string | undefined): string {
  return nickname === undefined
    ? 'Stored: this record has no nickname.'
    : `Stored: this record is called “${nickname}”.`;
}
