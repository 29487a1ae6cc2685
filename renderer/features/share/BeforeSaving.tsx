import { formatDate } from '../../../shared/fhir/partial-date.ts';
import type { PreparedSummary } from '../../program/navigation.ts';
import { Facts } from '../../ui/Facts.tsx';
import { countWords } from '../../ui/type-words.ts';

/** Said before anything leaves the record: what goes out, until when, and that a copy stays out. */
export function BeforeSaving({
  what,
  summary,
  asMuchAsFits = false,
}: {
  readonly what: string;
  readonly summary: PreparedSummary;
  /** A card does not hold all that the summary holds. */
  readonly asMuchAsFits?: boolean;
}) {
  const { choices, entries } = summary;
  const leftOut = choices.leftOut.length;
  const all = `${countWords(entries, 'entry', 'entries')}${leftOut === 0 ? '' : `, ${leftOut} left out by you`}`;
  return (
    <Facts
      rows={[
        { name: 'What goes out', value: what },
        { name: 'How much', value: asMuchAsFits ? `As much as fits of ${all}` : all },
        { name: 'Use until', value: formatDate(choices.until) },
        {
          name: 'Calling it back',
          value: 'Not possible. Once someone has a copy, they can keep it. It is not encrypted.',
        },
        {
          name: 'Signature',
          value:
            'It shows that nothing was changed since you made it, not that the content is right.',
        },
      ]}
    />
  );
}
