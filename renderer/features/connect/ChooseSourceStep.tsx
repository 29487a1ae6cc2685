import { useState } from 'react';
import type { Discovery } from '../../../shared/ipc/contract.ts';
import { ProblemNotice } from '../../app/ProblemNotice.tsx';
import { problemOf } from '../../app/problem.ts';
import { useProgram } from '../../app/program.ts';
import { useTask } from '../../app/use-task.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import type { ChosenFile } from '../../ui/chosen-files.ts';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { Page } from '../../ui/Page.tsx';
import { TextField } from '../../ui/TextField.tsx';

type ChooseSourceStepProps = {
  readonly onServer: (server: Discovery) => void;
  readonly onFiles: (files: readonly ChosenFile[]) => void;
};

/** Where the records are to come from. */
export function ChooseSourceStep({ onServer, onFiles }: ChooseSourceStepProps) {
  return (
    <Page title="Add records">
      <p className="phr-lede">
        What you add is stored encrypted on this computer. Nothing is sent to anyone else.
      </p>
      <section className="phr-panel" aria-labelledby="from-service">
        <h2 className="nhsuk-heading-m" id="from-service">
          From a hospital or service
        </h2>
        <AddressForm onServer={onServer} />
      </section>
      <section aria-labelledby="from-files">
        <h2 className="nhsuk-heading-m" id="from-files">
          From files
        </h2>
        <FileDrop
          label="Record files"
          hint="Drop files or folders here, or choose them: health records of any kind, letters, PDFs, pictures, also zipped. What they are shows in their content, so their names do not matter."
          folderLabel="Or a whole folder"
          multiple
          onFiles={onFiles}
        />
      </section>
    </Page>
  );
}

function AddressForm({ onServer }: { readonly onServer: (server: Discovery) => void }) {
  const { main } = useProgram();
  const task = useTask();
  const [address, setAddress] = useState('');
  const [asked, setAsked] = useState(false);
  const look = async () => {
    setAsked(true);
    if (address.trim() === '') return;
    await task.run(async () => {
      const found = await main('provider:discover', { address: address.trim() });
      if (found.ok) onServer(found.value);
      return problemOf(found);
    });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void look();
      }}
    >
      <ProblemNotice problem={task.problem} />
      <TextField
        error={asked && address.trim() === '' ? 'Type the address of the service.' : undefined}
        label="Address of the service"
        hint="For example https://records.example.org/fhir"
        value={address}
        onChange={setAddress}
      />
      <div className="phr-actions">
        <Button submit disabled={task.busy}>
          {task.busy ? 'Looking for the service…' : 'Continue'}
        </Button>
      </div>
      <Disclosure summary="Where do I find the address?">
        <p>
          Ask the hospital, surgery or service for its “FHIR address for patients”. Not every
          service offers one yet. If yours does not, ask for a file of your record in FHIR format.
        </p>
      </Disclosure>
    </form>
  );
}
