import { describe, expect, it, vi } from 'vitest';
import { idleTime, watchIdle } from '../../../../renderer/app/idle-lock.ts';

const minutes = (count: number) => count * 60_000;

/** A person before an open record that locks after five minutes. */
function aPerson(options: { readonly limit?: () => number | undefined } = {}) {
  const clock = { wall: 1_000_000, steady: 0 };
  const state = { busy: false };
  const lock = vi.fn();
  const near = vi.fn<(isNear: boolean) => void>();
  const limit = options.limit ?? (() => minutes(5));
  const watch = watchIdle({
    now: () => ({ ...clock }),
    limit: () => Promise.resolve(limit()),
    busy: () => Promise.resolve(state.busy),
    lock,
    near,
  });
  const pass = (ms: number): void => {
    clock.wall += ms;
    clock.steady += ms;
  };
  return { clock, state, lock, near, watch, pass };
}

describe('a record that nobody touches', () => {
  it('locks after the time that was set, and not before', async () => {
    const { lock, watch, pass } = aPerson();
    pass(minutes(5) - 1);
    await watch.look();
    expect(lock).not.toHaveBeenCalled();
    pass(1);
    await watch.look();
    expect(lock).toHaveBeenCalledTimes(1);
  });

  it('says a minute before that it will, and takes it back when somebody moves', async () => {
    const { lock, near, watch, pass } = aPerson();
    pass(minutes(4) - 1);
    await watch.look();
    expect(near).toHaveBeenLastCalledWith(false);
    pass(1);
    await watch.look();
    expect(near).toHaveBeenLastCalledWith(true);
    await watch.touched();
    await watch.look();
    expect(near).toHaveBeenLastCalledWith(false);
    expect(lock).not.toHaveBeenCalled();
  });

  it('says nothing of a lock that work puts off', async () => {
    const { state, near, watch, pass } = aPerson();
    state.busy = true;
    pass(minutes(4) + 30_000);
    await watch.look();
    expect(near).not.toHaveBeenCalledWith(true);
  });

  it('stays open while somebody reads and moves something now and then', async () => {
    const { lock, watch, pass } = aPerson();
    for (let touch = 0; touch < 20; touch += 1) {
      pass(minutes(4));
      await watch.touched();
      await watch.look();
    }
    expect(lock).not.toHaveBeenCalled();
  });

  it('is locked by the first touch after the time, where the timer came too late', async () => {
    const { lock, watch, pass } = aPerson();
    pass(minutes(30));
    await watch.touched();
    expect(lock).toHaveBeenCalledTimes(1);
  });

  it('locks after a sleep in which only the clock on the wall went on', async () => {
    const { clock, lock, watch } = aPerson();
    clock.wall += minutes(60);
    await watch.look();
    expect(lock).toHaveBeenCalledTimes(1);
  });

  it('locks although somebody sets the clock back', async () => {
    const { clock, lock, watch, pass } = aPerson();
    pass(minutes(4));
    clock.wall -= minutes(600);
    pass(minutes(1));
    await watch.look();
    expect(lock).toHaveBeenCalledTimes(1);
  });

  it('waits for a download or a backup, and locks when it is done', async () => {
    const { state, lock, watch, pass } = aPerson();
    state.busy = true;
    pass(minutes(20));
    await watch.look();
    expect(lock).not.toHaveBeenCalled();
    state.busy = false;
    await watch.look();
    expect(lock).toHaveBeenCalledTimes(1);
  });

  it('is not locked where nothing is open, and follows a limit that was changed meanwhile', async () => {
    let limit: number | undefined;
    const { lock, watch, pass } = aPerson({ limit: () => limit });
    pass(minutes(10));
    await watch.look();
    limit = minutes(15);
    await watch.look();
    expect(lock).not.toHaveBeenCalled();
    limit = minutes(10);
    await watch.look();
    expect(lock).toHaveBeenCalledTimes(1);
  });
});

it('idle time goes by the clock that says more', () => {
  const last = { wall: 1000, steady: 10 };
  expect(idleTime(last, { wall: 1500, steady: 20 })).toBe(500);
  expect(idleTime(last, { wall: 0, steady: 200 })).toBe(190);
});
