import { useEffect, useRef } from 'react';
import type { Verdict } from '../../shared/share/verdict.ts';
import { verdictWords } from '../../shared/share/verdict-words.ts';
import { readSummary } from '../../shared/summary/read-summary.ts';
import { english } from '../../shared/words/english.ts';
import { Facts } from './Facts.tsx';
import { Icon, type IconName } from './Icon.tsx';
import { SummaryDocument } from './SummaryDocument.tsx';

const icons = {
  unchanged: 'tick',
  'past-its-end': 'clock',
  changed: 'cross',
  'not-readable': 'information',
} as const satisfies Record<Verdict['state'], IconName>;

/** What a check found, first; then what was signed. A share that was changed shows nothing of itself. */
export function CheckedShare({ verdict }: { readonly verdict: Verdict }) {
  return (
    <>
      <VerdictPanel verdict={verdict} />
      {'bundleText' in verdict && <SignedDocument bundleText={verdict.bundleText} />}
      {'cardLines' in verdict && <SignedCard lines={verdict.cardLines} />}
    </>
  );
}

/** What a check found: the headline first, with an icon of its own; then what that proves and what not. */
function VerdictPanel({ verdict }: { readonly verdict: Verdict }) {
  const { headline, explanation, whatToDo, facts, proves, doesNotProve } = verdictWords(verdict);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, [verdict]);
  return (
    <section className={`phr-verdict phr-verdict--${verdict.state}`} aria-labelledby="verdict">
      <Icon name={icons[verdict.state]} size={44} />
      <div>
        <h2 id="verdict" tabIndex={-1} ref={heading}>
          {headline}
        </h2>
        <p className="phr-lede">
          {explanation} <strong>{whatToDo}</strong>
        </p>
        {facts.length > 0 && <Facts rows={facts} />}
        {proves !== '' && (
          <p className="phr-body">
            {proves} {doesNotProve}
          </p>
        )}
      </div>
    </section>
  );
}

function SignedDocument({ bundleText }: { readonly bundleText: string }) {
  const view = readSummary(bundleText, english);
  if (view === undefined)
    return <p className="phr-body">The summary inside cannot be shown here.</p>;
  return (
    <div className="phr-sheet">
      <SummaryDocument view={view} headingLevel={2} />
    </div>
  );
}

function SignedCard({ lines }: { readonly lines: readonly string[] }) {
  return (
    <section className="phr-sheet" aria-labelledby="card-text">
      <h2 className="nhsuk-heading-m" id="card-text">
        What the card says
      </h2>
      <ul className="phr-plain-list">
        {lines.map((line, index) => (
          <li className="phr-body" key={`${index}-${line}`}>
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}
