import { useState } from 'react';
import { holdsHealthLink } from '../../../shared/share/health-link.ts';
import type { Have } from '../../program/navigation.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import type { ChosenFile } from '../../ui/chosen-files.ts';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { TextField } from '../../ui/TextField.tsx';

type CodeFormProps = {
  readonly onHave: (have: Have) => void;
  readonly onLink: (link: string) => void;
  readonly onFiles: (files: readonly ChosenFile[]) => void;
};

/** A picture of a code, or the link that a code or a message holds. */
export function CodeForm({ onHave, onLink, onFiles }: CodeFormProps) {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState(false);
  const take = () => {
    setAsked(true);
    if (holdsHealthLink(typed)) onLink(typed.trim());
    else if (isCardText(typed)) onFiles([cardFile(typed.trim())]);
  };
  return (
    <>
      <FileDrop
        label="Picture of the code"
        hint="Drop it here, or choose it: a photo or a screenshot."
        multiple
        onFiles={onFiles}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          take();
        }}
      >
        <TextField
          label="Or paste the link"
          hint="It has “shlink:/” in it. Words that begin with “shc:/” are a health card, and can be pasted here too."
          value={typed}
          error={asked ? faultOf(typed) : undefined}
          onChange={(text) => {
            setAsked(false);
            setTyped(text);
          }}
        />
        <div className="phr-actions">
          <Button submit kind="secondary">
            Open it
          </Button>
          {asked && faultOf(typed) !== undefined && (
            <LinkButton
              onClick={() => {
                onHave('address');
              }}
            >
              I have an address without “shlink”
            </LinkButton>
          )}
        </div>
      </form>
    </>
  );
}

function isCardText(typed: string): boolean {
  return /^shc:\//i.test(typed.trim());
}

function faultOf(typed: string): string | undefined {
  if (holdsHealthLink(typed) || isCardText(typed)) return undefined;
  return typed.trim() === ''
    ? 'Paste the link, or choose a picture of the code.'
    : 'This is no link to a health record: there is no “shlink:/” in it. Nothing was sent.';
}

function cardFile(typed: string): ChosenFile {
  const name = 'health card.txt';
  const text = typed.replace(/^shc:/i, 'shc:');
  return { name, file: new File([text], name, { type: 'text/plain' }) };
}
