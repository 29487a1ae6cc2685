import { expect, it } from 'vitest';
import { distinct } from '../../../../shared/base/distinct.ts';

it('keeps the first of what holds the same, and all that differs anywhere', () => {
  const titled = (title: string) => ({ kind: 'sections', titles: [title] });
  const text = 'a text';
  expect(distinct([text, titled('Plan'), titled('Goals'), titled('Plan'), text])).toEqual([
    text,
    titled('Plan'),
    titled('Goals'),
  ]);
});
