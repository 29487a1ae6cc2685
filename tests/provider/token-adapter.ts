import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  readonly expires: number;
}

/** Keeps codes, tokens and sessions in memory, each provider its own; nothing outlives the process. */
export function makeTokenAdapter(): (model: string) => Adapter {
  const kept = new Map<string, Kept>();

  const find = (key: string): AdapterPayload | undefined => {
    const found = kept.get(key);
    return found && found.expires > Date.now() ? found.payload : undefined;
  };
  const findBy = (model: string, member: 'uid' | 'userCode', value: string) =>
    [...kept.keys()]
      .filter((key) => key.startsWith(`${model}:`))
      .map(find)
      .find((payload) => payload?.[member] === value);

  return (model) => ({
    upsert: (id, payload, expiresIn) => {
      const expires = expiresIn ? Date.now() + expiresIn * 1000 : Infinity;
      kept.set(`${model}:${id}`, { payload, expires });
      return Promise.resolve();
    },
    find: (id) => Promise.resolve(find(`${model}:${id}`)),
    findByUid: (uid) => Promise.resolve(findBy(model, 'uid', uid)),
    findByUserCode: (userCode) => Promise.resolve(findBy(model, 'userCode', userCode)),
    consume: (id) => {
      const payload = find(`${model}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      return Promise.resolve();
    },
    destroy: (id) => {
      kept.delete(`${model}:${id}`);
      return Promise.resolve();
    },
    revokeByGrantId: (grantId) => {
      for (const [key, { payload }] of kept) {
        if (payload.grantId === grantId) kept.delete(key);
      }
      return Promise.resolve();
    },
  });
}
