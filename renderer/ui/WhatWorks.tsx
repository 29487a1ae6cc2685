import { useId } from 'react';
import { Icon } from './Icon.tsx';

/** What works today and what does not: each list under its own heading, whose words say what the marks repeat. */
export function WhatWorks({
  works,
  not,
}: {
  readonly works: readonly string[];
  readonly not: readonly string[];
}) {
  return (
    <div className="phr-works">
      <Marked title="What works today" mark="tick" lines={works} />
      <Marked title="What does not" mark="cross" lines={not} />
    </div>
  );
}

function Marked({
  title,
  mark,
  lines,
}: {
  readonly title: string;
  readonly mark: 'tick' | 'cross';
  readonly lines: readonly string[];
}) {
  const id = useId();
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 className="nhsuk-heading-m" id={id}>
        {title}
      </h2>
      <ul className={`nhsuk-list phr-works__list phr-works__list--${mark}`}>
        {lines.map((line) => (
          <li key={line}>
            <Icon name={mark} />
            <span>{line}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
