import { Stop } from './say.mjs';

const oldest = '20.19.0';

/** @param {string} version such as `v20.19.0` @returns {number[]} */
function numbers(version) {
  return version.replace(/^v/, '').split('.').map(Number);
}

/**
 * Whether a Node of this version can run the program's scripts.
 * @param {string} version such as `v20.19.0`
 * @returns {boolean}
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = numbers(version);
  const [oldestMajor = 0, oldestMinor = 0] = numbers(oldest);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** Stops politely where Node is too old. @param {string} [version] */
export function checkNode(version = process.version) {
  if (isNewEnough(version)) return;
  throw new Stop(
    `This program needs Node ${oldest} or later, and this is ${version}. Please install a newer Node, then try again.`,
  );
}
