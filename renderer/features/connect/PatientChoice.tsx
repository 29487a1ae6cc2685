import { useState } from 'react';
import { defined } from '../../../shared/base/defined.ts';
import type { Discovery } from '../../../shared/ipc/provider.ts';
import { Button } from '../../ui/Button.tsx';
import { Radios } from '../../ui/Choice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { nameWithBirth, numberHint } from './offered-words.ts';

type PatientChoiceProps = {
  readonly patients: Discovery['patients'];
  readonly busy: boolean;
  readonly onChoose: (patientId: string) => void;
};

/** Whose record to fetch, on a server that gives it to anybody. */
export function PatientChoice({ patients, busy, onChoose }: PatientChoiceProps) {
  const [chosen, setChosen] = useState<string>();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState(false);
  const patientId = typed.trim() === '' ? chosen : typed.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (patientId !== undefined) onChoose(patientId);
      }}
    >
      <Notice tone="care" title="This service is open to everyone">
        <p>
          It asks for no sign-in, so anybody can read what is on it. Such services usually hold
          made-up people.
        </p>
      </Notice>
      {patients.length > 0 && (
        <Radios
          legend="Whose record is it?"
          options={patients.map((patient) =>
            defined({
              value: patient.id,
              label: nameWithBirth(patient),
              hint: numberHint(patient, patients),
            }),
          )}
          value={chosen}
          onChange={setChosen}
        />
      )}
      <TextField
        label={
          patients.length > 0
            ? 'Or type the patient’s number at this service'
            : 'Patient’s number at this service'
        }
        value={typed}
        onChange={setTyped}
        error={asked && patientId === undefined ? 'Say whose record to fetch.' : undefined}
      />
      <div className="phr-actions">
        <Button submit disabled={busy}>
          Fetch this record
        </Button>
      </div>
    </form>
  );
}
