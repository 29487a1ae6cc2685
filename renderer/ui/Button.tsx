import type { ReactNode } from 'react';

type ButtonProps = {
  readonly children: ReactNode;
  readonly kind?: 'main' | 'secondary' | 'warning';
  readonly small?: boolean;
  readonly submit?: boolean;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly onClick?: () => void;
};

const kindClasses = {
  main: '',
  secondary: 'nhsuk-button--secondary-solid',
  warning: 'nhsuk-button--warning',
} as const;

export function Button({
  children,
  kind = 'main',
  small = false,
  submit = false,
  disabled = false,
  className = '',
  onClick,
}: ButtonProps) {
  const classes = [
    'nhsuk-button',
    kindClasses[kind],
    small ? 'nhsuk-button--small' : '',
    className,
  ];
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={classes.filter((name) => name !== '').join(' ')}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

/** A quiet action that looks like a link and is a button, because it leads to no address. */
export function LinkButton({
  children,
  block = false,
  disabled = false,
  onClick,
}: {
  readonly children: ReactNode;
  readonly block?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      className={block ? 'phr-link phr-link--block' : 'phr-link'}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

/** The way back, above the heading. */
export function BackButton({
  children,
  onClick,
}: {
  readonly children: ReactNode;
  readonly onClick: () => void;
}) {
  return (
    <button type="button" className="nhsuk-back-link" onClick={onClick}>
      {children}
    </button>
  );
}
