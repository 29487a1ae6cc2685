import { useId, type ReactNode } from 'react';

type CheckboxProps = {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
};

export function Checkbox({ label, checked, onChange, disabled = false }: CheckboxProps) {
  const id = useId();
  return (
    <div className="nhsuk-checkboxes__item">
      <input
        id={id}
        className="nhsuk-checkboxes__input"
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={id}>
        {label}
      </label>
    </div>
  );
}

export type Option<T extends string> = {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
};

type RadiosProps<T extends string> = {
  readonly legend: string;
  readonly options: readonly Option<T>[];
  readonly value: T | undefined;
  readonly onChange: (value: T) => void;
};

/** One choice out of a few, all of them to be seen at once. */
export function Radios<T extends string>({ legend, options, value, onChange }: RadiosProps<T>) {
  const name = useId();
  return (
    <div className="nhsuk-form-group">
      <fieldset className="nhsuk-fieldset">
        <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">{legend}</legend>
        <div className="nhsuk-radios">
          {options.map((option) => {
            const id = `${name}-${option.value}`;
            return (
              <div className="nhsuk-radios__item" key={option.value}>
                <input
                  id={id}
                  className="nhsuk-radios__input"
                  type="radio"
                  name={name}
                  checked={option.value === value}
                  aria-describedby={option.hint === undefined ? undefined : `${id}-hint`}
                  onChange={() => {
                    onChange(option.value);
                  }}
                />
                <label className="nhsuk-label nhsuk-radios__label" htmlFor={id}>
                  {option.label}
                </label>
                {option.hint !== undefined && (
                  <div className="nhsuk-hint nhsuk-radios__hint" id={`${id}-hint`}>
                    {option.hint}
                  </div>
                )}
              </div>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}
