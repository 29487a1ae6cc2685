import { useState } from 'react';
import { formatDate } from '../../../shared/fhir/partial-date.ts';
import { ProblemNotice } from '../../app/ProblemNotice.tsx';
import type { Problem } from '../../app/problem.ts';
import { Button } from '../../ui/Button.tsx';
import { Radios } from '../../ui/Choice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import type { PersonToChoose } from '../../vault/api-sources.ts';

type ChoosePersonStepProps = {
  readonly service: string;
  readonly people: readonly PersonToChoose[];
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  readonly onChoose: (patientId: string) => void;
  readonly onCancel: () => void;
};

/** One sign-in opens several people's records, such as a parent's children: one of them belongs in here. */
export function ChoosePersonStep(props: ChoosePersonStepProps) {
  const { service, people, busy, problem, onChoose, onCancel } = props;
  const [chosen, setChosen] = useState(
    () => people.filter(({ fits }) => fits === 'same').map(({ id }) => id)[0],
  );
  const [asked, setAsked] = useState(false);
  const person = people.find(({ id }) => id === chosen);
  return (
    <Page title="Whose record do you want to add?">
      <p className="phr-lede">
        Your sign-in at {service} opens the records of {people.length} people.
      </p>
      <p className="phr-body">
        A record here is about one person. Add only the entries of the person whose record is open
        now. For everybody else, lock this record and make one of their own.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        <ProblemNotice problem={problem} />
        {asked && chosen === undefined && (
          <Notice tone="danger" title="Say whose record to add" announce />
        )}
        <Radios
          legend="Whose record is open here?"
          options={people.map(optionOf)}
          value={chosen}
          onChange={setChosen}
        />
        {person?.fits === 'differs' && (
          <Notice tone="care" title={`${person.name} looks like somebody else`} announce>
            <p>
              The name or date of birth differs from this record. Before anything is added, we show
              you the differences and ask again.
            </p>
          </Notice>
        )}
        <div className="phr-actions">
          <Button submit disabled={busy}>
            Continue
          </Button>
          <Button kind="secondary" disabled={busy} onClick={onCancel}>
            Add none of them
          </Button>
        </div>
      </form>
    </Page>
  );
}

function optionOf({ id, name, birthDate, fits }: PersonToChoose) {
  const hints = {
    same: 'Same name and date of birth as this record',
    differs: 'Not the person of this record',
    unknown: undefined,
  } as const;
  const hint = hints[fits];
  return {
    value: id,
    label: birthDate === undefined ? name : `${name}, born ${formatDate(birthDate)}`,
    ...(hint === undefined ? {} : { hint }),
  };
}
