import { formatDate } from '../../../shared/fhir/partial-date.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import type { Difference } from '../../vault/api/files.ts';
import type { Ingest } from './use-ingest.ts';

const names: Readonly<Record<Difference['what'], string>> = {
  name: 'Name',
  'birth date': 'Date of birth',
  'NHS number': 'NHS number',
};

type HeldProps = { readonly held: Extract<Ingest, { state: 'held' }> };

/** What comes in looks like somebody else's record: the person decides, and "no" is the main answer. */
export function HeldStep({ held }: HeldProps) {
  if (held.differences.length === 0) return <UnknownPerson held={held} />;
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
      <Decision held={held} add="Add to this record anyway" />
    </Page>
  );
}

const whyUnknown: Readonly<Record<HeldProps['held']['of'], string>> = {
  service:
    'The service does not let us read the name, the date of birth or the NHS number that belong to it.',
  file: 'It does not hold the name, the date of birth or the NHS number of the person whom it is about.',
};
const addOnlyIf: Readonly<Record<HeldProps['held']['of'], string>> = {
  service:
    'Add it only if you are sure that you signed in for the person whose record is open here.',
  file: 'Add it only if you are sure that it is about the person whose record is open here.',
};

/** Nothing tells whose record it is: only the person at the screen can say. */
function UnknownPerson({ held }: HeldProps) {
  return (
    <Page title="Is this your record?">
      <Notice
        tone="care"
        title={
          held.of === 'file'
            ? `We could not check whom ${held.name} is about`
            : `We could not check whose record ${held.name} would give us`
        }
      >
        <p>
          {whyUnknown[held.of]} Nothing has been added yet. Mixing two people’s records can be
          dangerous.
        </p>
      </Notice>
      <p className="phr-body">{addOnlyIf[held.of]} You are asked this once.</p>
      <Decision held={held} add="It belongs to this record: add it" />
    </Page>
  );
}

function Decision({ held, add }: HeldProps & { readonly add: string }) {
  return (
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
        {add}
      </Button>
    </div>
  );
}

function shown(difference: Difference, value: string): string {
  if (value === '') return 'not given';
  return difference.what === 'birth date' ? formatDate(value) : value;
}
