import { useCallback, useEffect, useState } from 'react';
import { failed, type Result } from '../../../shared/base/result.ts';
import type { PersonChoice } from '../../vault/api/people.ts';
import type { Problem } from '../../program/problem.ts';
import { useProgram, type Vault } from '../../program/program.ts';
import { inListOrder } from '../../program/ways-in/person-name.ts';

type PeopleRead =
  | { readonly state: 'reading' }
  | { readonly state: 'ready'; readonly people: readonly PersonChoice[] }
  | { readonly state: 'failed'; readonly problem: Problem };

/** Whose records are on this computer, and how to look again: a wrong guess can bring a wait. */
export function usePeople(): {
  readonly read: PeopleRead;
  readonly lookAgain: () => Promise<void>;
} {
  const { vault } = useProgram();
  const [read, setRead] = useState<PeopleRead>({ state: 'reading' });
  const lookAgain = useCallback(async () => {
    setRead(readOf(await askPeople(vault)));
  }, [vault]);
  useEffect(() => {
    let wanted = true;
    void askPeople(vault).then((people) => {
      if (wanted) setRead(readOf(people));
    });
    return () => {
      wanted = false;
    };
  }, [vault]);
  return { read, lookAgain };
}

function askPeople(vault: Vault): Promise<Result<readonly PersonChoice[]>> {
  return vault.people().catch(failed);
}

function readOf(people: Result<readonly PersonChoice[]>): PeopleRead {
  return people.ok
    ? { state: 'ready', people: inListOrder(people.value) }
    : { state: 'failed', problem: people };
}
