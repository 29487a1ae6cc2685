import type { Grant } from '../../shared/record/source.ts';
import { Disclosure } from './Disclosure.tsx';
import { Facts } from './Facts.tsx';
import { grantWords } from './scope-words.ts';

/** More than these are folded away: nobody reads seventy kinds of entries. */
const shownAtOnce = 10;

/** What a sign-in did not allow, what it did, and how long it lasts. */
export function GrantList({ grant }: { readonly grant: Grant }) {
  const { allowed, refused, lasts } = grantWords(grant);
  const lists = [
    { name: 'Not allowed', words: refused },
    { name: 'Allowed', words: allowed },
  ];
  return (
    <Facts
      rows={[
        ...lists
          .filter(({ words }) => words.length > 0)
          .map(({ name, words }) => ({ name, value: <Words words={words} /> })),
        { name: 'How long', value: lasts },
      ]}
    />
  );
}

function Words({ words }: { readonly words: readonly string[] }) {
  const sorted = [...words].sort((a, b) => a.localeCompare(b, 'en-GB'));
  const list = (
    <ul className="nhsuk-list">
      {sorted.map((word) => (
        <li key={word}>{word}</li>
      ))}
    </ul>
  );
  if (words.length <= shownAtOnce) return list;
  return <Disclosure summary={`${String(words.length)} kinds of entries`}>{list}</Disclosure>;
}
