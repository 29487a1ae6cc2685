import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { run } from './run.mjs';
import { Stop } from './say.mjs';

/** Whether a window can be shown here. @param {NodeJS.ProcessEnv} [env] @returns {boolean} */
export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/** What runs on the virtual display: it tells where that is, and waits for the end of its input. */
const holder = 'echo "$DISPLAY"; echo "$XAUTHORITY"; exec cat';

/**
 * Starts a virtual display of 1440 by 1000 points, which only a program with its cookie can look at. It lasts as long
 * as a pipe from us is open: however this process ends, `xvfb-run` notices and leaves nothing behind.
 * @returns {Promise<{ env: Record<string, string>, stop: () => void }>} what its programs need in their environment
 */
export async function startVirtualDisplay() {
  const args = ['-a', '-s', '-screen 0 1440x1000x24', 'sh', '-c', holder];
  // Detached: Ctrl-C at the terminal must end the programs first, and their display after them.
  const server = spawn('xvfb-run', args, { stdio: ['pipe', 'pipe', 'ignore'], detached: true });
  const missing = new Promise((_resolve, reject) => server.once('error', reject));
  const lines = createInterface(server.stdout)[Symbol.asyncIterator]();
  const told = async () => [(await lines.next()).value, (await lines.next()).value];
  const [display, authority] = await Promise.race([told(), missing]).catch(() => []);
  if (!display || !authority) {
    throw new Stop(
      'There is no display, and a virtual one could not be started: are "xvfb" and "xauth" installed?',
    );
  }
  // It must not keep a process alive that has nothing else to do.
  server.unref();
  return {
    env: { DISPLAY: display, XAUTHORITY: authority, XDG_SESSION_TYPE: 'x11' },
    stop: () => server.stdin.end(),
  };
}

/**
 * Runs a command where its windows can open: on the display that is there, else on a virtual one that ends with it.
 * @param {string} command @param {readonly string[]} args
 * @returns {Promise<number>} the command's exit code
 */
export async function withDisplay(command, args) {
  if (hasDisplay()) return run(command, args);
  const display = await startVirtualDisplay();
  return run(command, args, { env: { ...process.env, ...display.env } }).finally(display.stop);
}
