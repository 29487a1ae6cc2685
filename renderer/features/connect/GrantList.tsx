import type { Grant } from '../../../shared/record/source.ts';
import { Facts } from '../../ui/Facts.tsx';
import { grantWords } from '../../ui/scope-words.ts';

/** What a sign-in allowed, what it did not, and how long it lasts. */
export function GrantList({ grant }: { readonly grant: Grant }) {
  const { allowed, refused, lasts } = grantWords(grant);
  const lists = [
    { name: 'Allowed', words: allowed },
    { name: 'Not allowed', words: refused },
  ];
  return (
    <Facts
      rows={[
        ...lists
          .filter(({ words }) => words.length > 0)
          .map(({ name, words }) => ({
            name,
            value: (
              <ul className="nhsuk-list">
                {words.map((word) => (
                  <li key={word}>{word}</li>
                ))}
              </ul>
            ),
          })),
        { name: 'How long', value: lasts },
      ]}
    />
  );
}
