import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { guardClipboard, type Clipboard } from '../../../electron/clipboard.ts';
import { lockWithTheSystem, type PowerMonitor } from '../../../electron/power.ts';
import { answerClosedPage, closedOrigin, freshAddress } from '../../../electron/replace-page.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A computer whose power events a test sends, and whose screen it locks. */
function aComputer() {
  const events = new EventEmitter();
  const state = { now: 'active' };
  const power: PowerMonitor = {
    on: (event, listener) => events.on(event, listener),
    getSystemIdleState: () => state.now,
  };
  return { power, events, state };
}

describe('the record locks with the system', () => {
  it.each(['suspend', 'resume', 'lock-screen', 'user-did-resign-active', 'shutdown'])(
    'on %s',
    (event) => {
      const { power, events } = aComputer();
      const lock = vi.fn();
      lockWithTheSystem(power, lock, 'darwin');
      expect(lock).not.toHaveBeenCalled();
      events.emit(event);
      expect(lock).toHaveBeenCalledTimes(1);
    },
  );

  it('within two seconds of a locked screen on Linux, once each time', () => {
    const { power, state } = aComputer();
    const lock = vi.fn();
    lockWithTheSystem(power, lock, 'linux');
    vi.advanceTimersByTime(10_000);
    state.now = 'idle';
    vi.advanceTimersByTime(10_000);
    expect(lock).not.toHaveBeenCalled();
    for (const times of [1, 2]) {
      state.now = 'locked';
      vi.advanceTimersByTime(2000);
      expect(lock).toHaveBeenCalledTimes(times);
      vi.advanceTimersByTime(60_000);
      expect(lock).toHaveBeenCalledTimes(times);
      state.now = 'active';
      vi.advanceTimersByTime(2000);
    }
  });
});

/** The clipboards of a computer, in memory. */
function aClipboard() {
  const texts = { clipboard: '', selection: '' };
  const clipboard: Clipboard = {
    readText: (kind = 'clipboard') => texts[kind],
    clear: (kind = 'clipboard') => {
      texts[kind] = '';
    },
  };
  const guard = guardClipboard(clipboard, () => Date.now());
  const copy = async (text: string): Promise<void> => {
    guard.copied();
    texts.clipboard = text; // the system has it a moment after the page says so
    await vi.advanceTimersByTimeAsync(200);
  };
  return { texts, guard, copy };
}

describe('copied text', () => {
  it('is taken from the clipboard after a minute, and not before', async () => {
    const { texts, copy } = aClipboard();
    await copy('Penicillin');
    await vi.advanceTimersByTimeAsync(59_000);
    expect(texts.clipboard).toBe('Penicillin');
    await vi.advanceTimersByTimeAsync(1000);
    expect(texts.clipboard).toBe('');
  });

  it('stays where somebody copied something else meanwhile', async () => {
    const { texts, guard, copy } = aClipboard();
    await copy('Penicillin');
    texts.clipboard = 'a shopping list';
    await vi.advanceTimersByTimeAsync(120_000);
    await guard.clear();
    expect(texts.clipboard).toBe('a shopping list');
  });

  it('has its minute from the last time it was copied', async () => {
    const { texts, copy } = aClipboard();
    await copy('Penicillin');
    await vi.advanceTimersByTimeAsync(50_000);
    await copy('Aspirin');
    await vi.advanceTimersByTimeAsync(59_000);
    expect(texts.clipboard).toBe('Aspirin');
    await vi.advanceTimersByTimeAsync(1000);
    expect(texts.clipboard).toBe('');
  });

  it('is taken away at once when the program ends, also a moment after it was copied', async () => {
    const { texts, guard, copy } = aClipboard();
    await copy('Penicillin');
    expect(guard.holds()).toBe(true);
    await guard.clear();
    expect(texts.clipboard).toBe('');
    expect(guard.holds()).toBe(false);
    guard.copied();
    texts.clipboard = 'Aspirin';
    await guard.clear();
    expect(texts.clipboard).toBe('');
  });

  it('is taken away after a sleep in which its minute passed, while timers stood still', async () => {
    const { texts, guard, copy } = aClipboard();
    await copy('Penicillin');
    vi.setSystemTime(Date.now() + 30_000);
    await guard.clearIfDue();
    expect(texts.clipboard).toBe('Penicillin');
    vi.setSystemTime(Date.now() + 30_000);
    await guard.clearIfDue();
    expect(texts.clipboard).toBe('');
  });

  it('is taken from the middle button too, where it is the same', async () => {
    const { texts, copy } = aClipboard();
    texts.selection = 'Penicillin';
    await copy('Penicillin');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(texts.selection).toBe('');
    texts.selection = 'something else';
    await copy('Penicillin');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(texts.selection).toBe('something else');
  });

  it('is left alone where the page never copied', async () => {
    const { texts, guard } = aClipboard();
    texts.clipboard = 'a shopping list';
    await guard.clear();
    await guard.clearIfDue();
    expect(texts.clipboard).toBe('a shopping list');
  });
});

describe('the page after a lock', () => {
  it('keeps the text size of the one before, and nothing else of its address', () => {
    expect(freshAddress('app://phr/#text-large')).toBe('app://phr/#text-large');
    expect(freshAddress('app://phr/?name=Ada#Ada')).toBe('app://phr/');
    expect(freshAddress('app://phr/#text-large-Ada')).toBe('app://phr/');
    expect(freshAddress('')).toBe('app://phr/');
  });

  it('comes after an empty one of another origin, under the same policy', async () => {
    const empty = answerClosedPage(new Request(`${closedOrigin}/`));
    expect(await empty?.text()).toContain('<body bgcolor="#f0f4f5"></body>');
    expect(empty?.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answerClosedPage(new Request('app://phr/'))).toBeUndefined();
  });
});
