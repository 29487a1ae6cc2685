import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/** @type {Count} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

/** @param {readonly Count[]} counts @returns {Count} */
export function sum(counts) {
  return counts.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    nothing,
  );
}

/**
 * The counts in the report of a runner: ours, or that of vitest's JSON reporter.
 * @param {Record<string, unknown>} report
 * @returns {Count}
 */
function countsOf(report) {
  const number = (/** @type {string} */ name) => Number(report[name] ?? 0);
  if (!('numTotalTests' in report)) {
    return { passed: number('passed'), failed: number('failed'), skipped: number('skipped') };
  }
  return {
    passed: number('numPassedTests'),
    failed: number('numFailedTests'),
    skipped: number('numPendingTests') + number('numTodoTests'),
  };
}

/**
 * What a step counts for. A check without a report counts as one test, and an exit code is always believed:
 * a step that failed without naming a failed test still counts one.
 * @param {number} code
 * @param {Record<string, unknown> | undefined} report
 * @returns {Count}
 */
export function stepCount(code, report) {
  if (!report) return code === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
  const counts = countsOf(report);
  return code === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/** @param {string} file @returns {Record<string, unknown> | undefined} */
export function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** The last line of a test run. @param {Count} count @returns {string} */
export function closingLine({ passed, failed, skipped }) {
  return `Tests: ${passed} passed, ${failed} failed, ${skipped} skipped`;
}
