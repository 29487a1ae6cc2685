import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exitCode, onEndSignal, root, run } from './run.mjs';
import { Stop } from './say.mjs';

const screen = '1440x1000x24';

/** Whether a window can be shown here. @param {NodeJS.ProcessEnv} [env] @returns {boolean} */
export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/**
 * An X authority file with one secret that is good for every display, so that no other person on this computer
 * can look at the screen.
 * @param {Buffer} cookie 16 random bytes
 * @returns {Buffer}
 * @see Xau(3): family (FFFF: any), address, display number, name, data; each with its length in two bytes
 */
export function xAuthority(cookie) {
  const counted = (/** @type {Buffer} */ bytes) =>
    Buffer.concat([Buffer.from([0, bytes.length]), bytes]);
  const nothing = counted(Buffer.alloc(0));
  const name = counted(Buffer.from('MIT-MAGIC-COOKIE-1'));
  return Buffer.concat([Buffer.from([0xff, 0xff]), nothing, nothing, name, counted(cookie)]);
}

/** @param {import('node:child_process').ChildProcess} server @returns {Promise<string>} the number that it chose */
function chosenDisplay(server) {
  return new Promise((resolve, reject) => {
    let printed = '';
    server.stdio[3]?.on('data', (text) => {
      printed += text;
      if (printed.includes('\n')) resolve(printed.trim());
    });
    server.once('error', () => {
      reject(
        new Stop(
          'There is no display, and no virtual one: please install the package "xvfb" and try again.',
        ),
      );
    });
    server.once('exit', () =>
      reject(new Stop('The virtual display (Xvfb) ended before it could be used.')),
    );
  });
}

/**
 * Starts a virtual display of its own. (`xvfb-run` would leave its server behind when a signal ends it.)
 * @returns {Promise<{ env: Record<'DISPLAY' | 'XAUTHORITY' | 'XDG_SESSION_TYPE', string>, stop: () => void }>} what its programs need in their environment, beside the rest
 */
export async function startVirtualDisplay() {
  const folder = mkdtempSync(path.join(tmpdir(), 'display-'));
  const authority = path.join(folder, 'Xauthority');
  writeFileSync(authority, xAuthority(randomBytes(16)), { mode: 0o600 });
  const options = [
    '-displayfd',
    '3',
    '-screen',
    '0',
    screen,
    '-nolisten',
    'tcp',
    '-auth',
    authority,
  ];
  // Detached: Ctrl-C at the terminal must end the programs first, and their display after them.
  const server = spawn('Xvfb', options, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const stop = () => {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const display = `:${await chosenDisplay(server)}`;
    return { env: { DISPLAY: display, XAUTHORITY: authority, XDG_SESSION_TYPE: 'x11' }, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** @param {number | undefined} group @param {NodeJS.Signals} signal */
function signalGroup(group, signal) {
  if (group === undefined) return;
  try {
    process.kill(-group, signal);
  } catch (error) {
    // Nobody left in the group is what we want.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** @param {string} command @param {readonly string[]} args @param {NodeJS.ProcessEnv} env @returns {Promise<number>} */
async function runGroup(command, args, env) {
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit', detached: true });
  const done = onEndSignal((signal) => signalGroup(child.pid, signal));
  try {
    return await exitCode(child);
  } finally {
    done();
    signalGroup(child.pid, 'SIGTERM');
  }
}

/**
 * Runs a command where its windows can open: on the display that is there, else on a virtual one of
 * 1440 by 1000 points that ends with it. Signals are passed on, and nothing is left running.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<number>} the command's exit code
 */
export async function withDisplay(command, args) {
  if (hasDisplay()) return run(command, args);
  const display = await startVirtualDisplay();
  try {
    return await runGroup(command, args, { ...process.env, ...display.env });
  } finally {
    display.stop();
  }
}
