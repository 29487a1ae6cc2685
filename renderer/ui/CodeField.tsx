import { TextField } from './TextField.tsx';

/** The recovery code as it is typed from paper. */
export function CodeField({
  value,
  onChange,
  error,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with what was typed, in words. */
  readonly error?: string | undefined;
}) {
  return (
    <TextField
      label="Recovery code"
      hint="Six groups of five, from your paper. Spaces and small letters do not matter."
      className="phr-code-input"
      value={value}
      onChange={onChange}
      error={error}
    />
  );
}
