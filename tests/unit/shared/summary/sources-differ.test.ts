import { expect, it } from 'vitest';
import { withDifferences } from '../../../../shared/summary/sources-differ.ts';
import type { ItemView } from '../../../../shared/summary/view.ts';
import { english } from '../../../../shared/words/english.ts';

type Given = {
  readonly dose?: string;
  readonly standing?: ItemView['standing'];
  readonly refused?: true;
};

function aMedicine(
  title: string,
  sources: readonly number[],
  { dose, standing = 'current', refused }: Given = {},
): ItemView {
  const details = [
    ...(dose === undefined ? [] : [{ is: 'dosage' as const, value: dose, words: dose }]),
    ...(refused === undefined
      ? []
      : [{ is: 'doNotPerform' as const, value: 'No', words: 'Do not give' }]),
  ];
  return { title, details, standing, severe: false, weight: 1, knownAbsence: false, sources };
}

/** What is told of each line, line by line. */
function told(...items: readonly ItemView[]): string[] {
  return withDifferences(items, english).map(({ details }) =>
    details.flatMap(({ is, words }) => (is === 'sources-differ' ? [words] : [])).join('; '),
  );
}

it('another strength from another source stands beside each of the two lines', () => {
  expect(
    told(
      aMedicine('Warfarin 3 mg tablets', [1], { dose: 'One a day' }),
      aMedicine('Amlodipine 5 mg tablets', [1]),
      aMedicine('WARFARIN 5mg tablet', [2]),
    ),
  ).toEqual([
    'Sources differ: WARFARIN 5mg tablet in source [2]',
    '',
    'Sources differ: Warfarin 3 mg tablets, One a day in source [1]',
  ]);
});

it('another dose of the same strength does as well', () => {
  expect(
    told(
      aMedicine('Ramipril 5 mg capsules', [1], { dose: 'One a day' }),
      aMedicine('Ramipril 5 mg capsules', [2], { dose: 'Two a day' }),
    ),
  ).toEqual([
    'Sources differ: Ramipril 5 mg capsules, Two a day in source [2]',
    'Sources differ: Ramipril 5 mg capsules, One a day in source [1]',
  ]);
});

it.each([
  ['in one source', [aMedicine('Warfarin 1 mg', [1]), aMedicine('Warfarin 3 mg', [1])]],
  ['written otherwise', [aMedicine('Warfarin 3mg', [1]), aMedicine('warfarin 3 mg tablet', [2])]],
  ['in which one says less', [aMedicine('Warfarin', [1]), aMedicine('Warfarin 3 mg', [2])]],
  [
    'of other medicines',
    [aMedicine('Insulin aspart 100', [1]), aMedicine('Insulin lispro 50', [2])],
  ],
  [
    'of which one is over',
    [aMedicine('Warfarin 3 mg', [1]), aMedicine('Warfarin 5 mg', [2], { standing: 'past' })],
  ],
  [
    'of which one must not be given',
    [aMedicine('Warfarin 3 mg', [1]), aMedicine('Warfarin 5 mg', [2], { refused: true })],
  ],
  ['without a name', [aMedicine('3 mg', [1]), aMedicine('5 mg', [2])]],
])('nothing is told of lines %s', (_what, items) => {
  expect(told(...items)).toEqual(['', '']);
});

it('a source that has both strengths differs from one that has one of them', () => {
  expect(told(aMedicine('Warfarin 1 mg', [1]), aMedicine('Warfarin 3 mg', [1, 2]))).toEqual([
    'Sources differ: Warfarin 3 mg in source [2]',
    '',
  ]);
});
