import { useEffect, useRef } from 'react';
import type { Verdict } from '../../shared/share/verdict.ts';
import { verdictWords } from '../../shared/share/verdict-words.ts';
import { Facts } from './Facts.tsx';
import { Icon, type IconName } from './Icon.tsx';

const icons = {
  unchanged: 'tick',
  'past-its-end': 'clock',
  changed: 'cross',
  'not-readable': 'information',
} as const satisfies Record<Verdict['state'], IconName>;

/** What a check found: the headline first, with an icon of its own; then what that proves and what not. */
export function VerdictPanel({ verdict }: { readonly verdict: Verdict }) {
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
