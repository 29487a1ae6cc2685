import { useState } from 'react';
import { defined } from '../../../shared/base/defined.ts';
import { Button } from '../../ui/Button.tsx';
import { Radios } from '../../ui/Choice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { PersonToChoose } from '../../vault/api/sources.ts';
import { nameWithBirth } from './offered-words.ts';

type WhoseFormProps<Person> = {
  readonly people: readonly Person[];
  /** What stands under a name. */
  readonly hintOf: (person: Person) => string | undefined;
  /** Said where nobody was chosen. */
  readonly missing: string;
  /** Nobody is chosen beforehand, because it takes the person to tell. */
  readonly isOpen?: boolean;
  /** Whom the service names: chosen beforehand, unless it is plainly not the person of this record. */
  readonly named?: string | undefined;
  readonly busy?: boolean;
  readonly onChoose: (id: string) => void;
  readonly onNone: () => void;
};

/** Asks which of several people it is whose record is open; beforehand the one is chosen who fits without a doubt. */
export function WhoseForm<Person extends PersonToChoose>({
  people,
  hintOf,
  missing,
  isOpen = false,
  named,
  busy = false,
  onChoose,
  onNone,
}: WhoseFormProps<Person>) {
  const [chosen, setChosen] = useState(() => (isOpen ? undefined : theOneThatFits(people, named)));
  const [asked, setAsked] = useState(false);
  const person = people.find(({ id }) => id === chosen);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (chosen !== undefined) onChoose(chosen);
      }}
    >
      {asked && chosen === undefined && <Notice tone="danger" title={missing} announce />}
      <Radios
        legend="Whose record is open here?"
        options={people.map((one) => optionOf(one, hintOf(one)))}
        value={chosen}
        onChange={setChosen}
      />
      {person?.fits === 'differs' && (
        <Notice tone="care" title={`${person.name} looks like somebody else`} announce>
          <p>
            The name or date of birth differs from this record. Before anything is added, we show
            you the differences and ask again.
          </p>
        </Notice>
      )}
      <div className="phr-actions">
        <Button submit disabled={busy}>
          Continue
        </Button>
        <Button kind="secondary" disabled={busy} onClick={onNone}>
          Add none of them
        </Button>
      </div>
    </form>
  );
}

function theOneThatFits(
  people: readonly PersonToChoose[],
  named: string | undefined,
): string | undefined {
  const meant = people.find(({ id, fits }) => id === named && fits !== 'differs');
  const [one, another] = people.filter(({ fits }) => fits === 'same');
  return meant?.id ?? (another === undefined ? one?.id : undefined);
}

function optionOf(person: PersonToChoose, hint: string | undefined) {
  return defined({ value: person.id, label: nameWithBirth(person), hint });
}
