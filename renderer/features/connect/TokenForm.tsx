import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { PassphraseField, TextField } from '../../ui/TextField.tsx';

export type PastedToken = { readonly token: string; readonly patientId?: string };

/** An access token that the person was given instead of a sign-in. */
export function TokenForm({ onToken }: { readonly onToken: (token: PastedToken) => void }) {
  const [token, setToken] = useState('');
  const [patient, setPatient] = useState('');
  const [asked, setAsked] = useState(false);
  const patientId = patient.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (token.trim() === '') return;
        onToken({ token, ...(patientId === '' ? {} : { patientId }) });
      }}
    >
      <p className="phr-body">
        A token lets this program read for a while, often an hour. It cannot be renewed: when it has
        ended, you paste another one.
      </p>
      <PassphraseField
        name="access token"
        label="Access token"
        hint="A long row of letters and digits. It is stored encrypted."
        autoComplete="new-password"
        value={token}
        onChange={setToken}
        error={asked && token.trim() === '' ? 'Paste the access token.' : undefined}
      />
      <TextField
        label="Patient’s number at this service"
        hint="Only if the service does not know whose token it is."
        value={patient}
        onChange={setPatient}
      />
      <div className="phr-actions">
        <Button submit kind="secondary">
          Use this token
        </Button>
      </div>
    </form>
  );
}
