import type { SourceWarning } from '../../../shared/record/list-warnings.ts';
import type { Source } from '../../../shared/record/source.ts';
import { useNavigation } from '../../program/navigation.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { localDate } from '../../ui/local-time.ts';
import { isShownWhole, listWarningWords, warnedState } from '../../ui/source-words.ts';
import { countWords } from '../../ui/type-words.ts';
import type { OfSource } from '../../vault/api/record.ts';

type SourceListProps = {
  readonly sources: readonly Source[];
  readonly warnings: readonly OfSource<SourceWarning>[];
};

/** Of more than these, the rest stands behind a fold. */
const atFirst = 10;

/** Where the record comes from, and how complete each source is. None that needs a look stands behind the fold. */
export function SourceList({ sources, warnings }: SourceListProps) {
  const isWhole = ({ id, state }: Source) =>
    state === 'complete' && !warnings.some(({ source }) => source === id);
  const isLong = sources.length > atFirst;
  const ordered = isLong
    ? [...sources.filter((one) => !isWhole(one)), ...sources.filter(isWhole)]
    : sources;
  const rest = ordered.slice(atFirst);
  return (
    <section className="phr-section" aria-labelledby="sources">
      <h2 className="nhsuk-heading-m" id="sources">
        Where it comes from
      </h2>
      <div className="phr-panel">
        <SourceLines sources={ordered.slice(0, atFirst)} warnings={warnings} />
        {rest.length > 0 && (
          <Disclosure summary={`Show ${countWords(rest.length, 'more source', 'more sources')}`}>
            <SourceLines sources={rest} warnings={warnings} />
          </Disclosure>
        )}
      </div>
    </section>
  );
}

function SourceLines({ sources, warnings }: SourceListProps) {
  return (
    <ul className="phr-sources">
      {sources.map((source) => (
        <li key={source.id}>
          <SourceLine
            source={source}
            warnings={warnings.filter((one) => one.source === source.id)}
          />
        </li>
      ))}
    </ul>
  );
}

function SourceLine({
  source,
  warnings,
}: {
  readonly source: Source;
  readonly warnings: readonly SourceWarning[];
}) {
  const { go } = useNavigation();
  const complete = isShownWhole(source, warnings);
  const stored = Object.values(source.stored).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <h3 className="phr-source__name">
        <LinkButton
          onClick={() => {
            go({ screen: 'source', id: source.id });
          }}
        >
          {source.name}
        </LinkButton>
      </h3>
      <p className={`phr-source__state phr-source__state--${complete ? 'complete' : 'partial'}`}>
        <Icon name={complete ? 'tick' : 'warning'} />
        <span>
          {warnedState(source, warnings)}{' '}
          <span className="phr-quiet">({quietWords(source, stored)})</span>
        </span>
      </p>
      {warnings.map((one) => (
        <p className="phr-small" key={one.code}>
          {listWarningWords(one)}
        </p>
      ))}
      {source.disconnectedAt !== undefined && (
        <p className="phr-small">
          Disconnected on {localDate(source.disconnectedAt)}.
          {stored > 0 && ' Its entries stay here.'}
        </p>
      )}
    </>
  );
}

/** "12 entries, fetched on 3 May 2026": the date, where the sentence before does not say it. */
function quietWords({ kind, state, lastSuccessAt }: Source, stored: number): string {
  const count = countWords(stored, 'entry', 'entries');
  if (kind === 'file' || state === 'complete' || lastSuccessAt === undefined) return count;
  return `${count}, last fetched to its end on ${localDate(lastSuccessAt)}`;
}
