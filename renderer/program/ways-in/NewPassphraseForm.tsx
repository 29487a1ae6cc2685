import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { PassphraseField } from '../../ui/TextField.tsx';
import { PassphraseMeter } from './PassphraseMeter.tsx';
import { isStrongEnough } from './passphrase-strength.ts';
import { useStrength } from './use-strength.ts';

type Fault = { readonly field: 'first' | 'again'; readonly words: string };

type NewPassphraseFormProps = {
  /** What the field is called; the second one is called so "again". */
  readonly label?: string;
  /** What the button says, and what it says while `busy`. */
  readonly submitWords: string;
  readonly busyWords?: string;
  readonly busy?: boolean;
  /** Called with a passphrase that was typed twice alike and is not too easy to guess. */
  readonly onChosen: (passphrase: string) => void;
  /** Offers a quiet way out beside the button. */
  readonly onCancel?: () => void;
  /** Fields of whoever asks for the passphrase, drawn before it and checked by them. */
  readonly children?: ReactNode;
};

/** A new passphrase: typed or pasted twice, with how long it would hold. No rule says which characters it must have. */
export function NewPassphraseForm({
  label = 'Passphrase',
  submitWords,
  busyWords = submitWords,
  busy = false,
  onChosen,
  onCancel,
  children,
}: NewPassphraseFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [fault, setFault] = useState<Fault>();
  const { strength, judge } = useStrength(passphrase);

  useEffect(() => {
    if (fault === undefined) return;
    form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
  }, [fault]);

  const choose = async () => {
    const found = await faultOf(passphrase, again, judge);
    setFault(found);
    if (found === undefined) onChosen(passphrase);
  };
  const type = (set: (value: string) => void) => (value: string) => {
    set(value);
    setFault(undefined);
  };
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void choose();
      }}
    >
      {children}
      <PassphraseField
        label={label}
        name={label.toLowerCase()}
        autoComplete="new-password"
        value={passphrase}
        onChange={type(setPassphrase)}
        error={fault?.field === 'first' ? fault.words : undefined}
      />
      <PassphraseMeter strength={strength} />
      <PassphraseField
        label={`${label} again`}
        name={`${label.toLowerCase()} again`}
        autoComplete="new-password"
        value={again}
        onChange={type(setAgain)}
        error={fault?.field === 'again' ? fault.words : undefined}
      />
      <div className="phr-actions">
        <Button submit disabled={busy}>
          {busy ? busyWords : submitWords}
        </Button>
        {onCancel !== undefined && (
          <LinkButton block disabled={busy} onClick={onCancel}>
            Cancel
          </LinkButton>
        )}
      </div>
    </form>
  );
}

async function faultOf(
  passphrase: string,
  again: string,
  judge: ReturnType<typeof useStrength>['judge'],
): Promise<Fault | undefined> {
  if (passphrase === '') return { field: 'first', words: 'Type a passphrase.' };
  if (!isStrongEnough(await judge())) {
    return { field: 'first', words: 'This is too easy to guess. See below what would help.' };
  }
  if (passphrase !== again) return { field: 'again', words: 'The two are not the same.' };
  return undefined;
}
