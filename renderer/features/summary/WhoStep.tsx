import { useState } from 'react';
import { localDayOf } from '../../../shared/request/calendar.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf, type Problem } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { BackButton, Button } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { dateOfParts, partsOfDate } from '../../ui/date-parts.ts';

import { Page } from '../../ui/Page.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { fileOfPerson, nhsDigits } from './typed-person.ts';

type WhoStepProps = { readonly onBack: () => void; readonly onNext: () => void };

/** Whose record it is, where no service and no file has said so: a page for a clinician needs a name. */
export function WhoStep({ onBack, onNext }: WhoStepProps) {
  const { vault } = useProgram();
  const task = useTask();
  const [name, setName] = useState('');
  const [parts, setParts] = useState(partsOfDate(undefined));
  const [number, setNumber] = useState('');
  const [asked, setAsked] = useState(false);
  const birthDate = dateOfParts(parts);
  const nhsNumber = nhsDigits(number);
  const isPast = birthDate !== undefined && birthDate <= localDayOf(new Date());
  const faults = {
    name: name.trim() === '' ? 'Type the name of the patient.' : undefined,
    birthDate: isPast ? undefined : 'Type a whole date in the past, such as 2 4 1951.',
    nhsNumber:
      nhsNumber === undefined
        ? 'This is not an NHS number: one of its ten digits may be wrong. Leave it empty if you do not know it.'
        : undefined,
  };
  const keep = () =>
    task.run(async (): Promise<Problem | undefined> => {
      setAsked(true);
      if (Object.values(faults).some((fault) => fault !== undefined)) return undefined;
      const typed = { name: name.trim(), birthDate: birthDate ?? '', nhsNumber: nhsNumber ?? '' };
      const options = { acceptOtherPerson: false };
      const added = await vault.addFiles([fileOfPerson(typed)], options, () => undefined);
      if (!added.ok) return problemOf(added);
      if (added.value.some(({ outcome }) => outcome !== 'stored')) return { code: 'unexpected' };
      onNext();
      return undefined;
    });
  return (
    <Page title="Whose record is it?" above="Make a summary">
      <p className="phr-lede">
        Nothing in this record has said so yet. A summary needs a name, so that it is not taken for
        somebody else’s. It will say that this was typed in here.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <ProblemNotice problem={task.problem} />
        <TextField
          label="Name of the patient"
          value={name}
          maxLength={120}
          error={asked ? faults.name : undefined}
          onChange={setName}
        />
        <DateField
          legend="Date of birth"
          parts={parts}
          error={asked ? faults.birthDate : undefined}
          onChange={setParts}
        />
        <TextField
          label="NHS number, if you know it"
          hint="Ten digits. It stands on letters from the health service."
          value={number}
          maxLength={20}
          error={asked ? faults.nhsNumber : undefined}
          onChange={setNumber}
        />
        <div className="phr-actions">
          <Button submit disabled={task.busy}>
            Continue
          </Button>
        </div>
      </form>
      <BackButton onClick={onBack}>Back</BackButton>
    </Page>
  );
}
