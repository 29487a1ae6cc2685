import { useNavigation } from '../../program/navigation.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { newsWords } from '../../ui/news-words.ts';
import { countWords } from '../../ui/type-words.ts';
import type { SourceDetails } from '../../vault/api/sources.ts';

type Props = { readonly details: SourceDetails };

/** What came from this source since the person last saw what is new. */
export function SourceNews({ details }: Props) {
  const { go } = useNavigation();
  const words = newsWords(details.news);
  if (words === undefined) return null;
  return (
    <p className="phr-body">
      {words} since you last looked.{' '}
      <LinkButton
        onClick={() => {
          go({ screen: 'record', only: { what: 'news' } });
        }}
      >
        See what is new
      </LinkButton>
    </p>
  );
}

/** Entries from the source that stand apart from the record. */
export function SetApart({ details }: Props) {
  const { go } = useNavigation();
  const { setAside: count, source } = details;
  if (count === 0) return null;
  return (
    <section className="phr-section" aria-labelledby="set-apart">
      <h2 className="nhsuk-heading-m" id="set-apart">
        Set apart
      </h2>
      <p className="phr-body">
        {countWords(count, 'entry from here is', 'entries from here are')} kept apart from your
        record: {count === 1 ? 'it is or may be' : 'they are or may be'} about someone else.{' '}
        <LinkButton
          onClick={() => {
            const { id, name } = source;
            go({ screen: 'record', only: { what: 'set-aside', source: { id, name } } });
          }}
        >
          {count === 1 ? 'See it' : 'See them'}
        </LinkButton>
      </p>
    </section>
  );
}

/** Entries that the source does not supply any more: they stay, and can be listed. */
export function NotSupplied({ details }: Props) {
  const { go } = useNavigation();
  const { notSupplied: count, source } = details;
  if (count === 0) return null;
  return (
    <section className="phr-section" aria-labelledby="not-supplied">
      <h2 className="nhsuk-heading-m" id="not-supplied">
        Not supplied any more
      </h2>
      <p className="phr-body">
        {countWords(count, 'entry is', 'entries are')} in your record, and {source.name} no longer
        gives {count === 1 ? 'it' : 'them'}. That alone does not say that something is wrong: ask
        the service where it matters.{' '}
        <LinkButton
          onClick={() => {
            const { id, name } = source;
            go({ screen: 'record', only: { what: 'not-supplied', source: { id, name } } });
          }}
        >
          {count === 1 ? 'See it' : 'See them'}
        </LinkButton>
      </p>
    </section>
  );
}
