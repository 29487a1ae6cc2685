import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/** @type {Count} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

/** @param {readonly Count[]} counts @returns {Count} */
export function sum(counts) {
  const total = (/** @type {keyof Count} */ name) =>
    counts.reduce((so, count) => so + count[name], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/**
 * What a step counts for. A check without a report counts as one test, and an exit code is always believed:
 * a step that failed without naming a failed test still counts one.
 * @param {number} code
 * @param {Record<string, unknown> | undefined} report ours, or that of vitest's JSON reporter
 * @returns {Count}
 */
export function stepCount(code, report) {
  if (!report) return code === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
  const number = (/** @type {string[]} */ ...names) =>
    names.reduce((so, name) => so + Number(report[name] ?? 0), 0);
  const failed = number('failed', 'numFailedTests');
  return {
    passed: number('passed', 'numPassedTests'),
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: number('skipped', 'numPendingTests', 'numTodoTests'),
  };
}

/** @param {string} file @returns {Record<string, unknown> | undefined} */
export function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** The last line of a test run. @param {Count} count @returns {string} */
export function closingLine({ passed, failed, skipped }) {
  return `Tests: ${passed} passed, ${failed} failed, ${skipped} skipped`;
}
