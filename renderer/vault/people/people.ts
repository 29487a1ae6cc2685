import { AppError } from '../../../shared/base/error.ts';
import type { PersonChoice } from '../api/people.ts';
import { waitUntil } from '../slots/guesses.ts';
import { markOf, nicknameLength, nicknameOf, readHeader } from '../slots/header.ts';
import type { VaultStore, VaultStores } from '../store/store.ts';

/** Whose vaults are on this computer, as far as their owners let it be seen before opening. Looking changes no vault. */
export async function peopleHere(stores: VaultStores, now: Date): Promise<readonly PersonChoice[]> {
  const found = await Promise.all(
    (await stores.names()).map((name) => personAt(stores.open(name), stores.personIdOf(name), now)),
  );
  return found.filter((person) => person !== undefined);
}

/** The vault of one person. @throws vault-damaged where there is none */
export async function vaultOf(stores: VaultStores, personId: string): Promise<VaultStore> {
  const name = stores.nameFor(personId);
  if (!(await stores.names()).includes(name)) {
    throw new AppError('vault-damaged', { where: 'no vault' });
  }
  return stores.open(name);
}

/**
 * A nickname as the header takes it; `undefined` where none was typed.
 * @throws message-invalid where it is too long
 */
export function nicknameFrom(typed: string | undefined): string | undefined {
  const nickname = typed?.trim() ?? '';
  if (nickname.length > nicknameLength)
    throw new AppError('message-invalid', { where: 'nickname' });
  return nickname === '' ? undefined : nickname;
}

async function personAt(
  store: VaultStore,
  id: string,
  now: Date,
): Promise<PersonChoice | undefined> {
  try {
    const stored = await store.header();
    const mark = markOf(stored);
    if (mark === 'unfinished' || mark === 'deleted') return undefined;
    if (mark === 'none') return (await store.isEmpty()) ? undefined : closed(id, 'damaged');
    const choice = choiceOf(stored, id);
    const until = choice.state === 'ready' ? await waitUntil(store, now) : undefined;
    return until === undefined ? choice : { ...choice, waitUntil: until.toISOString() };
  } catch (thrown) {
    return closed(id, stateAfter(thrown));
  }
}

function choiceOf(stored: unknown, id: string): PersonChoice {
  const nickname = nicknameOf(stored);
  const named = nickname === undefined ? {} : { nickname };
  try {
    const { personId, slots } = readHeader(stored);
    const ways = new Set(slots.map(({ kind }) => kind));
    return { id: personId, ...named, ways: [...ways], state: 'ready' };
  } catch (thrown) {
    return { ...closed(id, stateAfter(thrown)), ...named };
  }
}

function closed(id: string, state: PersonChoice['state']): PersonChoice {
  return { id, ways: [], state };
}

function stateAfter(thrown: unknown): PersonChoice['state'] {
  const isNewer = thrown instanceof AppError && thrown.code === 'vault-newer-version';
  return isNewer ? 'newer' : 'damaged';
}
