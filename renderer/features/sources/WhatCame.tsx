import { formatDate } from '../../../shared/fhir/partial-date.ts';
import type { Source } from '../../../shared/record/source.ts';
import { english } from '../../../shared/words/english.ts';
import {
  cameAsText,
  notCome,
  notOfferedWords,
  skippedWords,
  skipWords,
} from '../../ui/source-words.ts';
import { typeTitle } from '../../ui/type-words.ts';
import type { SourceDetails } from '../../vault/api/sources.ts';
import { skipAdvice } from './skip-advice.ts';

/** What is in the record from a source, by kind. */
export function WhatCame({ details }: { readonly details: SourceDetails }) {
  const { kinds, source } = details;
  const asText = cameAsText(source.skipped);
  return (
    <>
      {kinds.length > 0 && <KindTable kinds={kinds} />}
      {asText.map((one) => (
        <p key={one.type} data-type={one.type} data-reason={one.reason}>
          {skippedWords(one)}. {skipAdvice[one.reason]}
        </p>
      ))}
      {notOfferedWords(source.skipped).map((words) => (
        <p key={words}>
          {words} {skipAdvice['not-offered']}
        </p>
      ))}
    </>
  );
}

function KindTable({ kinds }: Pick<SourceDetails, 'kinds'>) {
  return (
    <table className="phr-table">
      <caption>In your record from here</caption>
      <thead>
        <tr>
          <th scope="col">Kind</th>
          <th scope="col" className="phr-number">
            Entries
          </th>
          <th scope="col">Newest</th>
        </tr>
      </thead>
      <tbody>
        {kinds.map(({ type, count, newest }) => (
          <tr key={type} data-type={type}>
            <th scope="row">{typeTitle(type)}</th>
            <td className="phr-number">{count.toLocaleString('en-GB')}</td>
            <td>{newest === undefined ? english.noDateInside : formatDate(newest)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What did not come, why, and the one thing to do about each. */
export function WhatDidNotCome({ source }: { readonly source: Source }) {
  const skipped = notCome(source.skipped);
  if (skipped.length === 0) return null;
  return (
    <section className="phr-section" aria-labelledby="did-not-come">
      <h2 className="nhsuk-heading-m" id="did-not-come">
        What did not come, and why
      </h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {skipped.map(({ type, reason, count }) => (
          <li key={`${type}-${reason}`} data-type={type} data-reason={reason}>
            <strong>{typeTitle(type)}</strong>: {skipWords[reason]}
            {count > 1 && ` (${count.toLocaleString('en-GB')})`}. {skipAdvice[reason]}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the service itself says of how complete it is, in its own words. */
export function WhatTheServiceSays({ source }: { readonly source: Source }) {
  if (source.warnings.length === 0) return null;
  return (
    <section className="phr-section" aria-labelledby="service-says">
      <h2 className="nhsuk-heading-m" id="service-says">
        {source.kind === 'server' ? 'What the service says' : 'What else to know'}
      </h2>
      {source.warnings.map((warning) => (
        <blockquote className="phr-quote" key={warning}>
          {warning}
        </blockquote>
      ))}
    </section>
  );
}
