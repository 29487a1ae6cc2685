import { useState } from 'react';
import { BackButton, Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Choice.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { dateOfParts, partsOfDate } from '../../ui/date-parts.ts';
import { Page } from '../../ui/Page.tsx';
import { TextArea, TextField } from '../../ui/TextField.tsx';
import { numberNames, type LetterAnswers } from './letter.ts';

type FromStepProps = {
  readonly answers: LetterAnswers;
  readonly onChange: (changed: Partial<LetterAnswers>) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
};

/** Step 2: who is meant, and where the answer goes. What the record has stands there already. */
export function FromStep({ answers, onChange, onBack, onNext }: FromStepProps) {
  const [asked, setAsked] = useState(false);
  const [parts, setParts] = useState(partsOfDate(answers.birthDate));
  const [forOther, setForOther] = useState(answers.writer !== '');
  const { patient, nhsNumber, address, writer, nation } = answers;
  const birthDate = dateOfParts(parts);
  const faults = {
    patient: patient.trim() === '' ? 'Type the name of the patient.' : undefined,
    birthDate: birthDate === undefined ? 'Type a whole date, such as 2 4 1951.' : undefined,
    nhsNumber: isNhsNumberLike(nhsNumber)
      ? undefined
      : 'It has ten digits. Leave it empty if you do not know it.',
    address: address.trim() === '' ? 'Say where the answer is to go.' : undefined,
    writer: forOther && writer.trim() === '' ? 'Type your own name.' : undefined,
  };
  const isWhole = Object.values(faults).every((fault) => fault === undefined);
  return (
    <Page title="Whose record is it?" above="A letter: step 2 of 3">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (!isWhole || birthDate === undefined) return;
          onChange({ birthDate, ...(forOther ? {} : { writer: '' }) });
          onNext();
        }}
      >
        <TextField
          label="Name of the patient"
          value={patient}
          maxLength={120}
          error={asked ? faults.patient : undefined}
          onChange={(text) => {
            onChange({ patient: text });
          }}
        />
        <DateField
          legend="Date of birth"
          parts={parts}
          error={asked ? faults.birthDate : undefined}
          onChange={setParts}
        />
        <TextField
          label={`${numberNames[nation]}, if you know it`}
          hint="Ten digits. It stands on letters from the health service."
          value={nhsNumber}
          maxLength={20}
          error={asked ? faults.nhsNumber : undefined}
          onChange={(text) => {
            onChange({ nhsNumber: text });
          }}
        />
        <div className="nhsuk-form-group">
          <div className="nhsuk-checkboxes">
            <Checkbox
              label="I write for somebody else, as a parent, carer or attorney"
              checked={forOther}
              onChange={setForOther}
            />
          </div>
        </div>
        {forOther && (
          <TextField
            label="Your own name"
            hint="Put proof that you may act for the patient with the letter."
            value={writer}
            maxLength={120}
            error={asked ? faults.writer : undefined}
            onChange={(text) => {
              onChange({ writer: text });
            }}
          />
        )}
        <TextArea
          label="Where is the answer to go?"
          hint="Your address. You can add an e-mail address or a telephone number on a line of its own."
          value={address}
          maxLength={400}
          error={asked ? faults.address : undefined}
          onChange={(text) => {
            onChange({ address: text });
          }}
        />
        <div className="phr-actions">
          <Button submit>Continue</Button>
        </div>
      </form>
      <BackButton onClick={onBack}>Back</BackButton>
    </Page>
  );
}

function isNhsNumberLike(typed: string): boolean {
  return /^(?:\d{10})?$/.test(typed.replace(/[\s-]/g, ''));
}
