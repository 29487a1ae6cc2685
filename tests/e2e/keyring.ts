import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { capture } from '../../scripts/run.mjs';

/** A desktop session with a keyring of its own, apart from the one of whoever runs the tests. */
export type KeyringSession = {
  /** What a program of this session has in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  end(): Promise<void>;
};

const patienceMs = 20_000;

/** Starts a D-Bus session and a `gnome-keyring` in it, unlocked as at sign-in. */
export async function startKeyringSession(): Promise<KeyringSession> {
  const home = await mkdtemp(path.join(tmpdir(), 'keyring-'));
  const runtime = path.join(home, 'run');
  await mkdir(runtime, { mode: 0o700 });
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const environment = {
    DBUS_SESSION_BUS_ADDRESS: await firstLine(bus),
    XDG_CURRENT_DESKTOP: 'GNOME',
    XDG_RUNTIME_DIR: runtime,
  };
  const keyring = spawn(
    'gnome-keyring-daemon',
    ['--foreground', '--unlock', '--components=secrets'],
    {
      env: { ...process.env, ...environment, XDG_DATA_HOME: path.join(home, 'data') },
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  keyring.stdin.end('the password of the sign-in');
  await secretsOffered(environment);
  return {
    environment,
    async end() {
      await ended(keyring);
      await ended(bus);
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  let printed = '';
  while (!printed.includes('\n')) {
    const told: unknown[] = stdout === null ? [] : await once(stdout, 'data');
    printed += String(told[0]);
  }
  return printed.trim();
}

/** Waits until somebody on the bus keeps secrets. */
async function secretsOffered(environment: Record<string, string>): Promise<void> {
  const bus = environment['DBUS_SESSION_BUS_ADDRESS'] ?? '';
  const question = [
    `--bus=${bus}`,
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    'string:org.freedesktop.secrets',
  ];
  const deadline = performance.now() + patienceMs;
  while (!(await capture('dbus-send', question)).stdout.includes('boolean true')) {
    if (performance.now() > deadline) throw new Error('gnome-keyring did not start');
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}
