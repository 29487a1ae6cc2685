import type { Discovery } from '../../../shared/ipc/provider.ts';
import type { ChosenFile } from '../../ui/chosen-files.ts';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { Page } from '../../ui/Page.tsx';
import { AddressForm } from './AddressForm.tsx';
import { FindService } from './FindService.tsx';

type ChooseSourceStepProps = {
  readonly onServer: (server: Discovery) => void;
  readonly onLink: (link: string) => void;
  readonly onFiles: (files: readonly ChosenFile[]) => void;
};

/** Where the records are to come from. */
export function ChooseSourceStep({ onServer, onLink, onFiles }: ChooseSourceStepProps) {
  return (
    <Page title="Add records">
      <p className="phr-lede">
        What you add is stored encrypted on this computer. Nothing of your record is sent to anyone.
      </p>
      <section className="phr-panel" aria-labelledby="from-service">
        <h2 className="nhsuk-heading-m" id="from-service">
          From a hospital or service, or by a link
        </h2>
        <FindService onServer={onServer} />
        <AddressForm onServer={onServer} onLink={onLink} />
      </section>
      <section aria-labelledby="from-files">
        <h2 className="nhsuk-heading-m" id="from-files">
          From files
        </h2>
        <FileDrop
          label="Record files"
          hint="Drop files or folders anywhere in this window, or choose them here: health records of any kind, letters, PDFs, pictures, health cards, also zipped. What they are shows in their content, so their names do not matter."
          folderLabel="Choose a folder"
          multiple
          onFiles={onFiles}
        />
      </section>
    </Page>
  );
}
