import { formatDate } from '../../../shared/fhir/partial-date.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import type { Difference } from '../../vault/api-files.ts';
import type { Ingest } from './use-ingest.ts';

const names: Readonly<Record<Difference['what'], string>> = {
  name: 'Name',
  'birth date': 'Date of birth',
  'NHS number': 'NHS number',
};

/** What comes in looks like somebody else's record: the person decides, and "no" is the main answer. */
export function HeldStep({ held }: { readonly held: Extract<Ingest, { state: 'held' }> }) {
  return (
    <Page title="This looks like another person">
      <Notice tone="danger" title={`The details in ${held.name} differ from yours`}>
        <p>Nothing has been added yet. Mixing two people’s records can be dangerous.</p>
      </Notice>
      <table className="phr-table">
        <caption className="nhsuk-u-visually-hidden">What differs</caption>
        <thead>
          <tr>
            <th scope="col">Detail</th>
            <th scope="col">In your record</th>
            <th scope="col">In what you are adding</th>
          </tr>
        </thead>
        <tbody>
          {held.differences.map((difference) => (
            <tr key={difference.what}>
              <th scope="row">{names[difference.what]}</th>
              <td>{shown(difference, difference.here)}</td>
              <td>
                <strong>{shown(difference, difference.there)}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="phr-actions">
        <Button
          onClick={() => {
            held.decide(false);
          }}
        >
          Do not add
        </Button>
        <Button
          kind="secondary"
          onClick={() => {
            held.decide(true);
          }}
        >
          Add to this record anyway
        </Button>
      </div>
    </Page>
  );
}

function shown(difference: Difference, value: string): string {
  if (value === '') return 'not given';
  return difference.what === 'birth date' ? formatDate(value) : value;
}
