import { describe, expect, it } from 'vitest';
import { closingLine, nothing, stepCount, sum } from '../../../scripts/test-count.mjs';

describe('the count of a test run', () => {
  it('counts a check without a report as one test', () => {
    expect(stepCount(0, undefined)).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(stepCount(2, undefined)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('reads the report of vitest', () => {
    const report = {
      numTotalTests: 9,
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
    };
    expect(stepCount(1, report)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  it('believes a failing exit code over a report without a failure', () => {
    expect(stepCount(1, { passed: 12, failed: 0, skipped: 0 })).toEqual({
      passed: 12,
      failed: 1,
      skipped: 0,
    });
  });

  it('believes a report of failures over a good exit code', () => {
    expect(stepCount(0, { passed: 12, failed: 2, skipped: 0 }).failed).toBe(2);
  });

  it('closes with the sum on one line', () => {
    const total = sum([
      nothing,
      { passed: 3, failed: 0, skipped: 1 },
      { passed: 120, failed: 0, skipped: 3 },
    ]);
    expect(closingLine(total)).toBe('Tests: 123 passed, 0 failed, 4 skipped');
  });
});
