import { describe, expect, it } from 'vitest';
import { readCard } from '../../../../shared/record/earlier-cards.ts';

describe('a card of an earlier program', () => {
  const card = {
    resourceType: 'Condition',
    category: 'problems',
    kind: 'Condition',
    title: 'Gout',
  };

  it.each(['constructor', 'toString', '__proto__'])(
    'keeps words that are also the language’s own: %s',
    (word) => {
      const facts = [{ name: word, value: 'v' }];
      expect(readCard({ ...card, status: word, kind: word, facts })).toMatchObject({
        status: word,
        kind: 'Condition',
        facts: [{ name: 'component', label: { text: word }, value: 'v' }],
      });
    },
  );

  it('with a fact that is none has the others', () => {
    const facts = [null, { name: 'Note', value: 'v' }];
    expect(readCard({ ...card, facts }).facts).toEqual([{ name: 'note', value: 'v' }]);
  });
});
