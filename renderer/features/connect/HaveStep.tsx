import type { Discovery } from '../../../shared/ipc/provider.ts';
import { useNavigation, type Have } from '../../program/navigation.ts';
import { BackButton, Button, LinkButton } from '../../ui/Button.tsx';
import type { ChosenFile } from '../../ui/chosen-files.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { Page } from '../../ui/Page.tsx';
import { WhatWorks } from '../../ui/WhatWorks.tsx';
import { AddressForm } from './AddressForm.tsx';
import { CodeForm } from './CodeForm.tsx';
import { FindService } from './FindService.tsx';
import { haveWords } from './what-you-have.ts';

type HaveStepProps = {
  readonly have: Have;
  /** The person has something else; `undefined`: they choose anew. */
  readonly onHave: (have: Have | undefined) => void;
  readonly onServer: (server: Discovery) => void;
  readonly onLink: (link: string) => void;
  readonly onFiles: (files: readonly ChosenFile[]) => void;
};

/** One thing that a person may have: the way in, where there is one, and what works and what does not. */
export function HaveStep(props: HaveStepProps) {
  const { have, onHave } = props;
  const { title, works, not } = haveWords[have];
  return (
    <Page title={title} above="Add records">
      <WayIn {...props} />
      <WhatWorks works={works} not={not} />
      <BackButton
        onClick={() => {
          onHave(undefined);
        }}
      >
        Something else
      </BackButton>
    </Page>
  );
}

function WayIn({ have, onHave, onServer, onLink, onFiles }: HaveStepProps) {
  switch (have) {
    case 'letter':
      return (
        <>
          <p className="phr-lede">
            Scan the letter, or take a picture of it with your phone and bring the picture to this
            computer. Then add it here.
          </p>
          <FileDrop
            label="Your letters"
            hint="Drop them here, or choose them: PDFs or pictures, one or many."
            multiple
            onFiles={onFiles}
          />
          <Disclosure summary="How do I bring a picture to this computer?">
            <p>
              The way you bring your other pictures here: with the phone’s cable, or on a memory
              stick. Sending it to yourself by e-mail works too, but others on the way may be able
              to read it.
            </p>
          </Disclosure>
        </>
      );
    case 'file':
      return <RecordFiles onFiles={onFiles} />;
    case 'code':
      return <CodeForm onHave={onHave} onLink={onLink} onFiles={onFiles} />;
    case 'surgery':
      return <Surgery onHave={onHave} />;
    case 'abroad':
      return (
        <>
          <RecordFiles onFiles={onFiles} />
          <LinkButton
            block
            onClick={() => {
              onHave('address');
            }}
          >
            The hospital gave me an address
          </LinkButton>
        </>
      );
    case 'nothing':
      return <Nothing onHave={onHave} />;
    case 'address':
      return (
        <section className="phr-panel" aria-label="Find the service">
          <FindService onServer={onServer} onHave={onHave} />
          <AddressForm onServer={onServer} onLink={onLink} onHave={onHave} />
        </section>
      );
  }
}

function RecordFiles({ onFiles }: Pick<HaveStepProps, 'onFiles'>) {
  return (
    <FileDrop
      label="Record files"
      hint="Drop files or folders anywhere in this window, or choose them here. What they are shows in their content, so their names do not matter."
      folderLabel="Choose a folder"
      multiple
      onFiles={onFiles}
    />
  );
}

function Surgery({ onHave }: Pick<HaveStepProps, 'onHave'>) {
  return (
    <>
      <p className="phr-lede">
        There is no direct way from there into this program yet. You can ask for a copy of your
        record, and add it here when it comes.
      </p>
      <WriteLetter />
      <p className="phr-body">When the answer is there, add it here:</p>
      <WaysOn onHave={onHave} to={['file', 'letter']} />
    </>
  );
}

function Nothing({ onHave }: Pick<HaveStepProps, 'onHave'>) {
  return (
    <>
      <p className="phr-lede">
        That is how many people begin. Ask your surgery or hospital for a copy of your record: there
        is a letter ready for you.
      </p>
      <WriteLetter />
      <p className="phr-body">Or begin with what you find at home:</p>
      <WaysOn onHave={onHave} to={['letter', 'code']} />
    </>
  );
}

function WriteLetter() {
  const { go } = useNavigation();
  return (
    <div className="phr-actions">
      <Button
        onClick={() => {
          go({ screen: 'request' });
        }}
      >
        Write the letter
      </Button>
    </div>
  );
}

/** Buttons that lead to other answers. */
function WaysOn({ onHave, to }: Pick<HaveStepProps, 'onHave'> & { readonly to: readonly Have[] }) {
  return (
    <ul className="nhsuk-list">
      {to.map((have) => (
        <li key={have}>
          <LinkButton
            onClick={() => {
              onHave(have);
            }}
          >
            {haveWords[have].title}
          </LinkButton>
        </li>
      ))}
    </ul>
  );
}
