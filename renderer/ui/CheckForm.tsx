import { useId, useState } from 'react';
import { Button } from './Button.tsx';
import { Disclosure } from './Disclosure.tsx';
import { FileDrop } from './FileDrop.tsx';

type CheckFormProps = {
  readonly busy: boolean;
  readonly onFile: (file: File) => void;
  readonly onText: (text: string) => void;
};

/** A summary to check: a file or a picture, or the words of a card. */
export function CheckForm({ busy, onFile, onText }: CheckFormProps) {
  const id = useId();
  const [text, setText] = useState('');
  return (
    <>
      <FileDrop
        label="Summary to check"
        hint="Drop or choose the PDF, the FHIR file, or a photo of the QR code (PNG or JPEG)."
        accept=".pdf,.json,.txt,.png,.jpg,.jpeg,application/pdf,application/json,text/plain,image/png,image/jpeg"
        disabled={busy}
        onFiles={([chosen]) => {
          if (chosen !== undefined) onFile(chosen.file);
        }}
      />
      <Disclosure summary="Paste the text of a card instead">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            onText(text);
          }}
        >
          <label className="nhsuk-label nhsuk-label--s" htmlFor={id}>
            Text of the card
          </label>
          <textarea
            id={id}
            className="nhsuk-textarea phr-textarea"
            rows={8}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
            }}
          />
          <div className="phr-actions">
            <Button submit kind="secondary" disabled={busy}>
              Check the text
            </Button>
          </div>
        </form>
      </Disclosure>
      {busy && <p role="status">Checking…</p>}
    </>
  );
}
