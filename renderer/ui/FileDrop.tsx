import { useId, useRef, useState, type DragEvent } from 'react';
import { Button } from './Button.tsx';
import { chosenFiles, droppedFiles, type ChosenFile } from './chosen-files.ts';

type FileDropProps = {
  readonly label: string;
  readonly hint: string;
  /** Which files the dialog offers; all of them where this is absent. */
  readonly accept?: string;
  readonly multiple?: boolean;
  /** The words of a button for a whole folder; without them there is none. */
  readonly folderLabel?: string;
  readonly disabled?: boolean;
  readonly onFiles: (files: readonly ChosenFile[]) => void;
};

/** A place to drop files and folders on, around ordinary file fields that do the same by keyboard. */
export function FileDrop({
  label,
  hint,
  accept,
  multiple = false,
  folderLabel,
  disabled = false,
  onFiles,
}: FileDropProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const [failed, setFailed] = useState(false);
  const take = (files: readonly ChosenFile[]) => {
    if (files.length > 0 && !disabled) onFiles(multiple ? files : files.slice(0, 1));
  };
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    try {
      take(await droppedFiles(event.dataTransfer));
      setFailed(false);
    } catch {
      setFailed(true); // a folder that this person may not read, say
    }
  };
  return (
    <div
      className={over ? 'phr-drop phr-drop--over' : 'phr-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => void drop(event)}
    >
      <label className="nhsuk-label nhsuk-label--s" htmlFor={id}>
        {label}
      </label>
      <div className="nhsuk-hint" id={`${id}-hint`}>
        {hint}
      </div>
      {failed && (
        <p className="nhsuk-error-message" role="alert">
          Some of what you dropped could not be read, so nothing was taken. Choose the files here
          instead.
        </p>
      )}
      <ChooseField id={id} accept={accept} multiple={multiple} disabled={disabled} onFiles={take} />
      {folderLabel !== undefined && (
        <FolderField label={folderLabel} disabled={disabled} onFiles={take} />
      )}
    </div>
  );
}

type FieldProps = {
  readonly disabled: boolean;
  readonly onFiles: (files: readonly ChosenFile[]) => void;
};

type ChooseFieldProps = FieldProps & {
  readonly id: string;
  readonly accept?: string | undefined;
  readonly multiple: boolean;
};

function ChooseField({ id, accept, multiple, disabled, onFiles }: ChooseFieldProps) {
  return (
    <input
      id={id}
      className="phr-drop__input"
      type="file"
      accept={accept}
      multiple={multiple}
      disabled={disabled}
      aria-describedby={`${id}-hint`}
      onChange={(event) => {
        onFiles(chosenFiles(event.target.files));
        // The same file may be chosen a second time, and must be noticed then too.
        event.target.value = '';
      }}
    />
  );
}

/** A button before a field that is not shown: the browser's own would say "Choose Files" here too. */
function FolderField({ label, disabled, onFiles }: FieldProps & { readonly label: string }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <p className="nhsuk-u-margin-top-4">
      <Button
        kind="secondary"
        small
        disabled={disabled}
        onClick={() => {
          field.current?.click();
        }}
      >
        {label}
      </Button>
      <input
        ref={field}
        hidden
        type="file"
        multiple
        aria-label={label}
        // Chromium's own name for it, which React's types do not have.
        {...{ webkitdirectory: '' }}
        onChange={(event) => {
          onFiles(chosenFiles(event.target.files));
          event.target.value = '';
        }}
      />
    </p>
  );
}
