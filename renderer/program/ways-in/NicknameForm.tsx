import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { PersonChoice } from '../../vault/api/people.ts';
import { isNameTaken } from './person-name.ts';

const longestNickname = 40;

type NicknameFormProps = {
  readonly people: readonly PersonChoice[];
  readonly typedBefore?: string;
  readonly submitWords: string;
  /** What the button says while `busy`. */
  readonly busyWords?: string;
  readonly busy?: boolean;
  /** Called with `undefined` where the field was left empty. */
  readonly onChosen: (nickname: string | undefined) => void;
};

/** What the record is called before it is open; may be left empty. */
export function NicknameForm({
  people,
  typedBefore = '',
  submitWords,
  busyWords = submitWords,
  busy = false,
  onChosen,
}: NicknameFormProps) {
  const [typed, setTyped] = useState(typedBefore);
  const [taken, setTaken] = useState(false);
  const choose = () => {
    const nickname = typed.trim();
    const isTaken = nickname !== '' && isNameTaken(nickname, people);
    setTaken(isTaken);
    if (!isTaken) onChosen(nickname === '' ? undefined : nickname);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) choose();
      }}
    >
      <p className="phr-body">
        If several people use this computer, a nickname tells their records apart. Anyone who starts
        this program can read it, so do not use your full name.
      </p>
      <TextField
        label="Nickname (you may leave this empty)"
        hint="Such as Mum, M, or Blue."
        maxLength={longestNickname}
        value={typed}
        onChange={setTyped}
        error={taken ? 'Another record here is called so already. Choose another one.' : undefined}
      />
      <div className="phr-actions">
        <Button submit disabled={busy}>
          {busy ? busyWords : submitWords}
        </Button>
      </div>
    </form>
  );
}
