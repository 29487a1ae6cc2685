import { formatDate } from '../../../shared/fhir/partial-date.ts';
import { Facts, type FactRow } from '../../ui/Facts.tsx';
import { localDateTime } from '../../ui/local-time.ts';
import type { SourceDetails } from '../../vault/api/sources.ts';
import { isSignedOut } from './standing.ts';

/** When it last worked, when it was last tried, and what it is. */
export function SourceFacts({ details }: { readonly details: SourceDetails }) {
  return (
    <section className="phr-section" aria-label="About this source">
      <Facts
        rows={[
          ...(details.source.kind === 'server' ? serverRows(details) : fileRows(details)),
          ...ageRows(details),
        ]}
      />
    </section>
  );
}

/** How far it reaches: what happened since is not in it. */
function ageRows({ newest, documentDate }: SourceDetails): FactRow[] {
  return [
    ...(documentDate === undefined
      ? []
      : [{ name: 'Date of the document', value: formatDate(documentDate) }]),
    { name: 'Newest entry', value: newest === undefined ? 'no date' : formatDate(newest) },
  ];
}

function serverRows(details: SourceDetails): FactRow[] {
  const { source, access } = details;
  const { lastSuccessAt, lastTriedAt, fhirBaseUrl = '', addedAt } = source;
  return [
    {
      name: 'Last fetched to its end',
      value: lastSuccessAt === undefined ? 'not yet' : localDateTime(lastSuccessAt),
    },
    ...(lastTriedAt === undefined
      ? []
      : [{ name: 'Last tried', value: localDateTime(lastTriedAt) }]),
    { name: 'Added', value: localDateTime(addedAt) },
    { name: 'Sign-in', value: accessWords[isSignedOut(details) ? 'none' : access] },
    { name: 'Address', value: fhirBaseUrl },
  ];
}

const accessWords: Readonly<Record<SourceDetails['access'], string>> = {
  open: 'This service asks for none',
  'signed-in': 'Signed in',
  none: 'Signed out',
};

function fileRows({ source }: SourceDetails): FactRow[] {
  const { addedAt, lastSuccessAt, files = [] } = source;
  return [
    { name: 'Added', value: localDateTime(addedAt) },
    ...(lastSuccessAt === undefined || lastSuccessAt === addedAt
      ? []
      : [{ name: 'Newest file added', value: localDateTime(lastSuccessAt) }]),
    { name: 'Files taken in', value: String(Math.max(files.length, 1)) },
  ];
}
