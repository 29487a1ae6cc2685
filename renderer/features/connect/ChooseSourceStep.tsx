import type { Discovery } from '../../../shared/ipc/contract.ts';
import type { ChosenFile } from '../../ui/chosen-files.ts';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { Page } from '../../ui/Page.tsx';
import { AddressForm } from './AddressForm.tsx';
import { FindService } from './FindService.tsx';

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
        <FindService onServer={onServer} />
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
