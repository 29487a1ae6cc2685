import { useId, useState, type HTMLInputAutoCompleteAttribute, type KeyboardEvent } from 'react';
import { Button } from './Button.tsx';

type FieldProps = {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with what was typed, in words. */
  readonly error?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
};

type TextFieldProps = FieldProps & {
  readonly type?: 'text' | 'search' | 'url';
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly className?: string;
  readonly spellCheck?: boolean;
  /** The most characters that can be typed. */
  readonly maxLength?: number;
};

export function TextField({
  type = 'text',
  autoComplete = 'off',
  className = '',
  spellCheck = false,
  maxLength,
  ...field
}: TextFieldProps) {
  const id = useId();
  return (
    <div className={formGroup(field.error)}>
      <FieldWords id={id} {...field} />
      <input
        id={id}
        className={inputClass(field.error, className)}
        type={type}
        value={field.value}
        autoComplete={autoComplete}
        spellCheck={spellCheck}
        maxLength={maxLength}
        disabled={field.disabled}
        aria-invalid={field.error !== undefined}
        aria-describedby={describedBy(id, field)}
        onChange={(event) => {
          field.onChange(event.target.value);
        }}
      />
    </div>
  );
}

/** A few lines of text. */
export function TextArea({
  rows = 4,
  maxLength,
  ...field
}: FieldProps & { readonly rows?: number; readonly maxLength?: number }) {
  const id = useId();
  return (
    <div className={formGroup(field.error)}>
      <FieldWords id={id} {...field} />
      <textarea
        id={id}
        className="nhsuk-textarea phr-textarea"
        rows={rows}
        value={field.value}
        maxLength={maxLength}
        autoComplete="off"
        spellCheck={false}
        disabled={field.disabled}
        aria-invalid={field.error !== undefined}
        aria-describedby={describedBy(id, field)}
        onChange={(event) => {
          field.onChange(event.target.value);
        }}
      />
    </div>
  );
}

/** A passphrase: hidden until "Show" is pressed; pasting is allowed; says when Caps Lock is on. `name` tells two on one page apart. */
export function PassphraseField({
  name,
  autoComplete,
  ...field
}: FieldProps & {
  readonly name: string;
  readonly autoComplete: 'current-password' | 'new-password';
}) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const lookAtCapsLock = (event: KeyboardEvent) => {
    setCapsLock(event.getModifierState('CapsLock'));
  };
  return (
    <div className={`${formGroup(field.error)} nhsuk-password-input`}>
      <FieldWords id={id} {...field} />
      <div className="nhsuk-input-wrapper">
        <input
          id={id}
          className={inputClass(field.error, 'nhsuk-password-input__input')}
          type={shown ? 'text' : 'password'}
          value={field.value}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          disabled={field.disabled}
          aria-invalid={field.error !== undefined}
          aria-describedby={describedBy(id, field)}
          onKeyDown={lookAtCapsLock}
          onKeyUp={lookAtCapsLock}
          onBlur={() => {
            setCapsLock(false);
          }}
          onChange={(event) => {
            field.onChange(event.target.value);
          }}
        />
        <button
          type="button"
          className="nhsuk-button nhsuk-button--secondary nhsuk-button--small nhsuk-password-input__toggle"
          aria-controls={id}
          aria-label={`${shown ? 'Hide' : 'Show'} ${name}`}
          onClick={() => {
            setShown(!shown);
          }}
        >
          {shown ? 'Hide' : 'Show'}
        </button>
      </div>
      <p className="phr-caps-lock" role="status">
        {capsLock && 'Caps Lock is on, so letters come out as capitals.'}
      </p>
    </div>
  );
}

/** A search box with its button; searching happens as one types, the button is for those who look for it. */
export function SearchField({
  label,
  value,
  onChange,
  onSubmit,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit: () => void;
}) {
  return (
    <form
      role="search"
      className="phr-search"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <TextField label={label} type="search" value={value} onChange={onChange} />
      <Button submit kind="secondary" small>
        Search
      </Button>
    </form>
  );
}

function FieldWords({ id, label, hint, error }: { readonly id: string } & FieldProps) {
  return (
    <>
      <label className="nhsuk-label nhsuk-label--s" htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <div className="nhsuk-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error !== undefined && (
        <span className="nhsuk-error-message" id={`${id}-error`}>
          <span className="nhsuk-u-visually-hidden">Error: </span>
          {error}
        </span>
      )}
    </>
  );
}

function formGroup(error: string | undefined): string {
  return error === undefined ? 'nhsuk-form-group' : 'nhsuk-form-group nhsuk-form-group--error';
}

function inputClass(error: string | undefined, more: string): string {
  return ['nhsuk-input', error === undefined ? '' : 'nhsuk-input--error', more]
    .filter((name) => name !== '')
    .join(' ');
}

function describedBy(id: string, { hint, error }: FieldProps): string | undefined {
  const ids = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`];
  const present = ids.filter((part) => part !== '');
  return present.length === 0 ? undefined : present.join(' ');
}
